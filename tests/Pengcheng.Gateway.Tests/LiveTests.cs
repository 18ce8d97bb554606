using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class LiveTests
{
    private const string Live = "/api/escrow/v1/deals/7/live";

    [Test]
    public async Task Each_event_passes_through_before_the_next_is_sent()
    {
        await using var platform = await Platform.StartAsync("Limits:TimeoutSeconds=0.2");
        using var answer = await OpenAsync(platform);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        for (var i = 0; i < 3; i++)
        {
            await platform.Escrow.Live.Writer.WriteAsync($"event {i}");
            Assert.That(await lines.ReadLineAsync(), Is.EqualTo($"data: event {i}"));
            Assert.That(await lines.ReadLineAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task A_stream_outlives_the_request_timeout()
    {
        await using var platform = await Platform.StartAsync("Limits:TimeoutSeconds=0.2");
        using var answer = await OpenAsync(platform);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        // An ordinary request that began later has timed out by now: the timeout is at work.
        using var hanging = await platform.GetAsync("/api/escrow/v1/hang");
        Assert.That((int)hanging.StatusCode, Is.EqualTo(504));
        await platform.Escrow.Live.Writer.WriteAsync("late");
        Assert.That(await lines.ReadLineAsync(), Is.EqualTo("data: late"));
    }

    [Test]
    public async Task A_stream_ends_with_the_token_that_opened_it()
    {
        await using var platform = await Platform.StartAsync();
        using var answer = await OpenAsync(platform);
        platform.Time.Advance(TimeSpan.FromMinutes(5));
        await Until.TrueAsync(() => !platform.Escrow.GivenUp.IsEmpty, "the stream is cut");
    }

    [Test]
    public async Task A_reader_that_leaves_ends_the_stream_at_the_service()
    {
        await using var platform = await Platform.StartAsync();
        var answer = await OpenAsync(platform);
        answer.Dispose();
        await Until.TrueAsync(() => !platform.Escrow.GivenUp.IsEmpty, "the service sees that nobody reads");
    }

    private static async Task<HttpResponseMessage> OpenAsync(Platform platform)
    {
        var sending = platform.Http.SendAsync(platform.Request(HttpMethod.Get, Live), HttpCompletionOption.ResponseHeadersRead);
        await platform.Escrow.Live.Writer.WriteAsync("open");
        var answer = await sending;
        answer.EnsureSuccessStatusCode();
        var stream = await answer.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte["data: open\n\n".Length]);
        return answer;
    }
}
