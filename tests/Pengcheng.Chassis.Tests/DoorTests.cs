using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Http;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Chassis.Tests;

/// <summary>Everything that a door to streams maps, for somebody who sees a stream and for somebody who does not.</summary>
public sealed class DoorTests : CounterFixture
{
    private const string Scope = "counter.write", Bank = "102584002008", Banks = $"/counter/v1/banks/{Bank}", Fresh = "/counter/v1/fresh";

    // A counter that has come so far is nobody's business.
    private const int Hidden = 100;

    private int _gathered;

    public sealed record Add(int By)
    {
        public static Decision Decide(Counter counter, Add command) => command.By == 0 ? Decision.Nothing : Decision.Accept(new Counted(command.By));
    }

    public sealed record View(int Count, string? Name);

    public sealed record Part(string Name);

    [Test]
    public async Task What_is_told_of_a_stream_by_its_name_begins_it_once_and_goes_on_with_it()
    {
        using var client = Client(await Doors());
        Assert.That((await Send(client, HttpMethod.Get, Banks)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var (status, first) = await Send(client, HttpMethod.Put, Banks, new { by = 3 }, "k1");
        Assert.That((status, first.GetProperty("count").GetInt32()), Is.EqualTo((HttpStatusCode.OK, 3)));
        await Send(client, HttpMethod.Put, Banks, new { by = 3 }, "k1");
        Assert.That((await Send(client, HttpMethod.Put, Banks, new { by = 4 }, "k2")).Body.GetProperty("count").GetInt32(), Is.EqualTo(7));
        Assert.That((await Send(client, HttpMethod.Get, Banks)).Body.GetProperty("count").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_name_that_can_be_nobody_s_is_a_mistake_when_told_and_not_found_when_asked_for()
    {
        using var client = Client(await Doors());
        var (status, problem) = await Send(client, HttpMethod.Put, "/counter/v1/banks/10258400200", new { by = 3 });
        var error = problem.GetProperty("errors")[0];
        Assert.That((status, error.GetProperty("field").GetString(), error.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "bank", "cnaps-code.shape")));
        Assert.That((await Send(client, HttpMethod.Get, "/counter/v1/banks/10258400200")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Send(client, HttpMethod.Post, "/counter/v1/banks/10258400200/additions", new { by = 3 })).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_new_stream_has_an_address_and_a_refusal_is_kept_under_its_key()
    {
        using var client = Client(await Doors());
        using var created = await Answer(client, HttpMethod.Post, Fresh, new { by = 5 }, "k1");
        var address = created.Headers.Location!.ToString();
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(address, Does.StartWith($"/api{Fresh}/"));
        Assert.That((await Send(client, HttpMethod.Get, address["/api".Length..])).Body.GetProperty("count").GetInt32(), Is.EqualTo(5));
        using var again = await Answer(client, HttpMethod.Post, Fresh, new { by = 5 }, "k1");
        Assert.That(again.Headers.Location!.ToString(), Is.EqualTo(address));

        for (var i = 0; i < 2; i++)
        {
            using var refused = await Answer(client, HttpMethod.Post, Fresh, new { by = -1 }, "k2");
            Assert.That((refused.StatusCode, refused.Headers.Contains("Idempotency-Replayed")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, i == 1)));
        }
    }

    [Test]
    public async Task What_a_command_must_know_is_gathered_for_those_who_see_the_stream()
    {
        using var client = Client(await Doors());
        Assert.That(((await Send(client, HttpMethod.Post, $"{Banks}/tenfold", new { by = 1 })).Status, _gathered), Is.EqualTo((HttpStatusCode.NotFound, 0)));
        await Send(client, HttpMethod.Put, Banks, new { by = 3 });
        Assert.That((await Send(client, HttpMethod.Post, $"{Banks}/tenfold", new { by = 1 })).Body.GetProperty("count").GetInt32(), Is.EqualTo(33));
        Assert.That((await Send(client, HttpMethod.Post, $"{Banks}/additions", new { by = 4 })).Body.GetProperty("count").GetInt32(), Is.EqualTo(37));
        Assert.That((await Send(client, HttpMethod.Post, $"{Banks}/additions", new { by = 0 })).Body.GetProperty("count").GetInt32(), Is.EqualTo(37));
        Assert.That(_gathered, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_does_not_see_a_stream_finds_nothing_at_any_of_its_doors()
    {
        using var client = Client(await Doors());
        await Send(client, HttpMethod.Put, Banks, new { by = Hidden });
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, Banks), (HttpMethod.Get, $"{Banks}/name"), (HttpMethod.Get, $"{Banks}/timeline"),
            (HttpMethod.Put, Banks), (HttpMethod.Post, $"{Banks}/additions"), (HttpMethod.Post, $"{Banks}/tenfold"),
        })
            Assert.That((await Send(client, method, path, method == HttpMethod.Get ? null : new { by = 1 })).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{method} {path}");
        Assert.That((await Rows("select sum(count) from lines"), _gathered), Is.EqualTo((Hidden, 0)));
    }

    [Test]
    public async Task A_part_is_there_or_not_found_and_the_history_says_who()
    {
        using var client = Client(await Doors());
        await Send(client, HttpMethod.Put, Banks, new { by = 3 });
        Assert.That((await Send(client, HttpMethod.Get, $"{Banks}/name")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Send(client, HttpMethod.Put, Banks, new { by = 42 });
        Assert.That((await Send(client, HttpMethod.Get, $"{Banks}/name")).Body.GetProperty("name").GetString(), Is.EqualTo("forty-two"));
        var history = (await Send(client, HttpMethod.Get, $"{Banks}/timeline")).Body.EnumerateArray().Select(e => (e.GetProperty("version").GetInt64(), e.GetProperty("event").GetString(), e.GetProperty("actor").GetString()));
        Assert.That(history, Is.EqualTo(new[] { (1L, "counter.counted.v1", "citizen:tester"), (2L, "counter.counted.v1", "citizen:tester"), (3L, "counter.named.v1", "citizen:tester") }));
    }

    private Task<WebApplication> Doors() => Start(before: app =>
    {
        _gathered = 0;
        var banks = new StreamDoor<Counter, View>(app, "/counter/v1/banks", "Banks", Sees, Of, StreamKey.Name<CnapsCode>("bank", bank => DerivedId.From($"bank/{bank}")));
        banks.Put<Add>(Scope, "Tell", (_, body, asked) =>
            body.By == 42 ? Decision.Accept(new Counted(body.By), new Named("forty-two")) : asked.Route<CnapsCode>("bank") is null ? Decision.Nothing : Decision.Accept(new Counted(body.By)));
        banks.Get(Scope, "Show");
        banks.Get<Part>("name", Scope, "Its name", (counter, _, _) => Task.FromResult(counter.Name is { } name ? new Part(name) : null));
        banks.Timeline(Scope, (_, _, history) => history);
        banks.Post<Add>("additions", Scope, "Add", Add.Decide);
        banks.Post<Add, int>("tenfold", Scope, "Add ten times what is there", (counter, _, _) => Task.FromResult(++_gathered * counter.Count * 10), (_, _, more, _) => Decision.Accept(new Counted(more)));
        var fresh = new StreamDoor<Counter, View>(app, Fresh, "Fresh", Sees, Of);
        fresh.Get(Scope, "Show");
        fresh.Create<Add>(Scope, "Begin", (body, _, _) => Task.FromResult<Beginning<Counter>>(
            body.By < 0 ? CounterErrors.NotPositive.With(("by", body.By)) : new Beginning<Counter>(Guid.CreateVersion7(), (_, _) => Decision.Accept(new Counted(body.By)))));
    });

    private static bool Sees(Counter counter, Caller caller) => counter.Count < Hidden;

    private static View Of(Counter counter, Caller caller) => new(counter.Count, counter.Name);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpClient client, HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var answer = await Answer(client, method, path, body, key);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static Task<HttpResponseMessage> Answer(HttpClient client, HttpMethod method, string path, object? body, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return client.SendAsync(request);
    }
}
