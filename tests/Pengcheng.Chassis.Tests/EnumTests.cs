using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Marten;
using MassTransit.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Tests;

/// <summary>Wherever a service reads JSON, an enum is exactly one of its words.</summary>
public sealed class EnumTests : CounterFixture
{
    private static readonly string[] Wrong = ["\"LightRed\"", "\"LIGHT-RED\"", "\"light-red, dark-blue\"", "\"1\"", "1"];

    public enum Colour { LightRed, DarkBlue, Grey }

    public sealed record Painted(Colour Colour);

    [TestCaseSource(nameof(Wrong))]
    public async Task A_request_with_another_word_is_told_the_field_and_the_words(string word)
    {
        var app = await Start(before: app => app.MapPost("/paint", (Painted painted) => painted));
        var request = new HttpRequestMessage(HttpMethod.Post, "/paint") { Content = new StringContent($$"""{"colour":{{word}}}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept-Language", "zh-CN");
        var answer = await Client(app).SendAsync(request);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(error.GetProperty("field").GetString(), Is.EqualTo("$.colour"));
            Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("choice.unknown"));
            Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("取值应为下列之一：light-red、dark-blue、grey。"));
        });
    }

    [Test]
    public async Task Stored_events_and_messages_have_the_same_words_and_take_no_others()
    {
        var store = (await Start()).Services.GetRequiredService<IDocumentStore>().Options.Serializer();
        var bus = SystemTextJsonMessageSerializer.Options;
        const string Good = """{"colour":"dark-blue"}""";
        Assert.Multiple(() =>
        {
            Assert.That(store.ToJson(new Painted(Colour.DarkBlue)), Is.EqualTo(Good));
            Assert.That(Stored(Good), Is.EqualTo(new Painted(Colour.DarkBlue)));
            Assert.That(JsonSerializer.SerializeToElement(new Painted(Colour.DarkBlue), bus).GetProperty("colour").GetString(), Is.EqualTo("dark-blue"));
            foreach (var json in Wrong.Select(word => $$"""{"colour":{{word}}}"""))
            {
                Assert.That(() => Stored(json), Throws.TypeOf<JsonException>().With.InnerException.TypeOf<RefusedFormatException>(), json);
                Assert.That(() => JsonSerializer.Deserialize<Painted>(json, bus), Throws.TypeOf<JsonException>().With.InnerException.TypeOf<RefusedFormatException>(), json);
            }
        });

        Painted Stored(string json) => store.FromJson<Painted>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
    }
}
