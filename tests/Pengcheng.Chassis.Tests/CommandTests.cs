using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JasperFx;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Http;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>Commands: races, repetitions, keys, deadlines; and the HTTP rules around them.</summary>
public sealed class CommandTests : CounterFixture
{
    private static HttpRequestMessage Count(Guid id, string key, string body) => new(HttpMethod.Post, $"/counter/v1/counters/{id}/counts")
    {
        Headers = { { "Idempotency-Key", key } },
        Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
    };

    private static string Body(int by) => $$"""{"by":{{by}},"price":"CNY 1.00"}""";

    [Test]
    public async Task Concurrent_commands_on_one_stream_all_count_on_two_replicas()
    {
        var replicas = new[] { await Start(), await Start() };
        var id = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => UntilTaken(Counters(replicas[i % 2]), Message())));
        Assert.That((await Counters(replicas[0]).Load(id)).State!.Count, Is.EqualTo(24));

        // A message that lost too many races fails and comes again, as from a queue.
        async Task UntilTaken(Commands<Counter> counters, Trigger message)
        {
            while (true)
            {
                try
                {
                    await counters.Run(id, message, (_, _) => Decision.Accept(new Counted(1)));
                    return;
                }
                catch (ConcurrencyException)
                {
                    TestContext.Out.WriteLine("lost its races; comes again");
                }
            }
        }
    }

    [Test]
    public async Task The_same_message_delivered_to_two_replicas_at_once_counts_once()
    {
        var replicas = new[] { await Start(), await Start() };
        var id = Guid.CreateVersion7();
        var message = Message();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Counters(replicas[i % 2]).Run(id, message, (_, _) => Decision.Accept(new Counted(1)))));
        Assert.That((await Counters(replicas[0]).Load(id)).State!.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_request_sent_twice_at_once_and_again_later_is_done_once_and_answered_the_same()
    {
        var app = await Start();
        var client = Client(app);
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.SendAsync(Count(id, "key-1", Body(5)))));
        var later = await client.SendAsync(Count(id, "key-1", Body(5)));
        var bodies = await Task.WhenAll(answers.Append(later).Select(answer => answer.Content.ReadAsStringAsync()));
        Assert.Multiple(() =>
        {
            Assert.That(bodies.Distinct().ToArray(), Is.EqualTo(new[] { """{"count":5}""" }));
            Assert.That(later.Headers.Contains("Idempotency-Replayed"));
        });
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(5));
    }

    [Test]
    public async Task A_refusal_is_kept_under_its_key_and_another_request_under_it_is_refused()
    {
        var client = Client(await Start());
        var id = Guid.CreateVersion7();
        var refused = await client.SendAsync(Count(id, "key-1", Body(-1)));
        var again = await client.SendAsync(Count(id, "key-1", Body(-1)));
        var other = await client.SendAsync(Count(id, "key-1", Body(2)));
        Assert.Multiple(() =>
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        });
        Assert.That(await other.Content.ReadAsStringAsync(), Does.Contain("idempotency-key-reused"));
    }

    [TestCase("""{"by":1,"price":"CNY 1.005"}""", "$.price", "money")]
    [TestCase("""{"by":1,"price":1}""", "$.price", "money")]
    [TestCase("""{"by":1,"price":"CNY 1.00","extra":1}""", "$.extra", "malformed")]
    [TestCase("""{"by":"1","price":"CNY 1.00"}""", "$.by", "malformed")]
    [TestCase("""{"price":"CNY 1.00"}""", "$", "malformed")]
    [TestCase("""{"by":1""", "$", "malformed")]
    public async Task Bad_input_names_the_field_and_the_rule(string body, string field, string code)
    {
        var client = Client(await Start());
        var answer = await client.SendAsync(Count(Guid.CreateVersion7(), "k", body));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(problem.GetProperty("errors")[0].GetProperty("field").GetString(), Does.StartWith(field));
            Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Does.StartWith(code));
            Assert.That(problem.GetProperty("traceId").GetString(), Is.Not.Empty);
        });
    }

    [Test]
    public async Task Without_a_token_401_without_the_scope_403_without_a_key_400_in_the_callers_language()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        using var anonymous = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var noKey = new HttpRequestMessage(HttpMethod.Post, $"/counter/v1/counters/{id}/counts") { Content = JsonContent.Create(new { by = 1, price = "CNY 1.00" }) };
        noKey.Headers.Add("Accept-Language", "zh-CN,en;q=0.5");
        var answers = new[]
        {
            await anonymous.SendAsync(Count(id, "k", Body(1))), await Client(app, "other").SendAsync(Count(id, "k", Body(1))), await Client(app).SendAsync(noKey),
        };
        Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 401, 403, 400 }));
        Assert.That(await answers[2].Content.ReadAsStringAsync(), Does.Contain("请求头"));
    }

    [Test]
    public async Task A_token_is_remembered_as_what_it_is_and_not_beyond_its_end()
    {
        var app = await Start();
        var (allowed, other, brief) = (Client(app), Client(app, "other"), Client(app, lifetime: TimeSpan.FromSeconds(-22)));
        var forged = Client(app);
        var token = forged.DefaultRequestHeaders.Authorization!.Parameter!;
        var last = token[^5] == 'A' ? 'B' : 'A';
        forged.DefaultRequestHeaders.Authorization = new("Bearer", token[..^5] + last + token[^4..]);
        for (var round = 0; round < 3; round++)
        {
            var answers = new List<HttpStatusCode>();
            foreach (var client in new[] { allowed, other, forged, brief })
                answers.Add((await client.SendAsync(Count(Guid.CreateVersion7(), $"k-{round}-{Guid.NewGuid()}", Body(1)))).StatusCode);
            Assert.That(answers, Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.OK }));
        }

        await Eventually.Holds(async () => (await brief.SendAsync(Count(Guid.CreateVersion7(), $"{Guid.NewGuid()}", Body(1)))).StatusCode == HttpStatusCode.Unauthorized,
            "a token that has ended is refused", seconds: 60);
    }

    [Test]
    public async Task A_command_of_the_service_s_own_leaves_no_record_and_is_carried_out_each_time()
    {
        var app = await Start();
        var (id, own) = (Guid.CreateVersion7(), new Trigger.Own("clock"));
        await Task.WhenAll(Counters(app).Run(id, own, (_, _) => Decision.Accept(new Counted(1))), Counters(app).Run(id, own, (_, _) => Decision.Accept(new Counted(2))));
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(3));
        await using var records = app.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand("select count(*) from inbox");
        Assert.That(await records.ExecuteScalarAsync(), Is.Zero);
    }

    [Test]
    public async Task A_key_is_its_organisation_s_own_whatever_names_its_people_have()
    {
        var (app, id) = (await Start(), Guid.CreateVersion7());
        foreach (var organisation in new[] { "440311", "440300", null })
            Assert.That((await Client(app, organisation: organisation).SendAsync(Count(id, "k", Body(1)))).Headers.Contains("Idempotency-Replayed"), Is.False, organisation);
        Assert.That((await Client(app, organisation: "440300").SendAsync(Count(id, "k", Body(1)))).Headers.Contains("Idempotency-Replayed"), Is.True);
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task What_was_created_is_where_the_gateway_shows_it_also_the_second_time()
    {
        var app = await Start(before: app => app.MapPost("/counter/v1/made", (HttpContext http, Commands<Counter> counters) =>
            counters.Answer(http, Guid.CreateVersion7(), (_, _) => Decision.Accept(new Counted(1)), counter => counter, "/counter/v1/made/1")).AllowAnonymous());
        for (var time = 1; time <= 2; time++)
        {
            var answer = await Client(app).SendAsync(new HttpRequestMessage(HttpMethod.Post, "/counter/v1/made") { Headers = { { "Idempotency-Key", "made" } } });
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/api/counter/v1/made/1"));
        }
    }

    [Test]
    public async Task A_natural_key_belongs_to_one_stream()
    {
        var app = await Start();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Counters(app).Run(first, Message(), (_, _) => Decision.Accept(new Named("a, b)=(c")));
        Assert.That((await Counters(app).Run(first, Message(), (_, _) => Decision.Accept(new Named("a, b)=(c")))).Refusal, Is.Null, "its holder may claim it again");
        var refused = await Counters(app).Run(second, Message(), (_, _) => Decision.Accept(new Named("A, b)=(c")));
        Assert.That(refused.Refusal?.ToString(), Is.EqualTo("counter.name-taken: a, b)=(c is taken."), "in canonical form");
        Assert.That(await app.Services.GetRequiredService<NaturalKeys>().Find(CounterReactions.NameKey, "A, B)=(C"), Is.EqualTo(first));
        Assert.That((await Counters(app).Load(second)).State, Is.Null, "nothing of the refused command is stored");
    }

    [Test]
    public async Task A_deadline_fires_once_when_the_clock_reaches_it_whatever_the_number_of_replicas()
    {
        var replicas = new[] { await Start(), await Start() };
        var id = Guid.CreateVersion7();
        await Counters(replicas[0]).Run(id, Message(), (_, _) => Decision.Accept(new Named("n")));
        await Task.Delay(1500);
        Assert.That(Received.Attempts, Is.Empty, "a day early is too early");

        foreach (var replica in replicas) Advance(replica, TimeSpan.FromHours(25));
        await Eventually.Holds(async () => (await Counters(replicas[0]).Load(id)).State!.Reminders == 1, "the deadline fires");
        await Eventually.Holds(async () => await Rows("select count(*) from deadlines") == 0, "it is gone");
        Assert.That(Received.Attempts, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task A_deadline_whose_replica_died_is_carried_out_by_another_as_a_second_attempt()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Named("n")));
        // As a replica leaves it that was killed after claiming.
        await using (var claimed = Database.CreateCommand("update deadlines set attempts = 1, lease_until = clock_timestamp() + interval '2 seconds'"))
            await claimed.ExecuteNonQueryAsync();
        Advance(app, TimeSpan.FromHours(25));
        await Eventually.Holds(async () => (await Counters(app).Load(id)).State!.Reminders == 1, "another attempt is made");
        Assert.That(Received.Attempts, Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task A_due_command_is_done_also_if_it_committed_nothing_or_under_another_trigger([Values] bool nothing)
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        Received.Instead = (counters, _) => nothing ? Task.CompletedTask : counters.Run(id, Message(), (_, _) => Decision.Accept(new Counted(1)));
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Named("n")));
        Advance(app, TimeSpan.FromHours(25));
        await Eventually.Holds(async () => await Rows("select count(*) from deadlines") == 0, "it is gone");
        Assert.That(Received.Attempts, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task A_due_command_that_sets_its_own_deadline_anew_is_called_again()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        Received.Instead = (counters, due) => counters.Run(id, due, (_, _) => Decision.Accept(new Named("m")));
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Named("n")));
        Advance(app, TimeSpan.FromHours(25));
        await Eventually.Holds(async () => (await Counters(app).Load(id)).State!.Name == "m", "it has set it anew");

        Received.Instead = null;
        Advance(app, TimeSpan.FromHours(25));
        await Eventually.Holds(async () => (await Counters(app).Load(id)).State!.Reminders == 1, "the new one fires too");
        Assert.That(Received.Attempts, Is.EqualTo(new[] { 1, 1 }));
    }

    private static void Advance(WebApplication app, TimeSpan by) =>
        ((Time.PlatformClock)app.Services.GetService(typeof(Time.PlatformClock))!).Offset += by;
}
