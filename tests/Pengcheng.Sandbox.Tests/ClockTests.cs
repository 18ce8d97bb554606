using System.Net;
using System.Text.Json;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

public sealed class ClockTests : WithSandbox
{
    [Test]
    public async Task It_shows_real_time_until_it_is_advanced()
    {
        var reading = await Sandbox.Get("/sandbox/clock");

        Assert.That(reading.GetProperty("offsetSeconds").GetInt64(), Is.Zero);
        Assert.That(reading.GetProperty("now").GetDateTimeOffset(), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task It_advances_by_days_and_keeps_them_over_a_restart()
    {
        var advanced = await Advance(new { days = 3 });
        await Sandbox.Restart();
        var reading = await Sandbox.Get("/sandbox/clock");

        Assert.That(reading.GetProperty("offsetSeconds").GetInt64(), Is.EqualTo(3 * 86_400));
        Assert.That(reading.GetProperty("version").GetInt64(), Is.EqualTo(advanced.GetProperty("version").GetInt64()));
    }

    [Test]
    public async Task Working_days_pass_over_weekends_and_holidays()
    {
        var before = ShenzhenTime.DateOf((await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset());

        var advanced = await Advance(new { workingDays = 7 });

        Assert.That(advanced.GetProperty("offsetSeconds").GetInt64(), Is.EqualTo((WorkingCalendar.Default.Add(before, 7).DayNumber - before.DayNumber) * 86_400L));
    }

    [Test]
    public async Task It_says_which_days_are_worked()
    {
        var today = ShenzhenTime.DateOf((await Sandbox.Get("/sandbox/clock")).GetProperty("now").GetDateTimeOffset());

        var days = (await Sandbox.Get("/sandbox/clock/working-days?count=30")).GetProperty("days").EnumerateArray()
            .Select(day => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.That(days, Has.Count.EqualTo(30).And.Ordered.And.Unique);
        Assert.That(days.TrueForAll(WorkingCalendar.Default.IsWorkingDay), Is.True);
        Assert.That((days[0], days[7]), Is.EqualTo((WorkingCalendar.Default.OnOrAfter(today), WorkingCalendar.Default.Add(days[0], 7))));
    }

    [Test]
    public async Task It_goes_to_an_instant_that_lies_ahead()
    {
        var to = TimeProvider.System.GetUtcNow().AddHours(5);

        var advanced = await Advance(new { to });

        Assert.That(advanced.GetProperty("now").GetDateTimeOffset(), Is.EqualTo(to).Within(TimeSpan.FromSeconds(30)).And.GreaterThanOrEqualTo(to));
    }

    [TestCase("""{"seconds":-1}""")]
    [TestCase("""{"to":"2020-01-01T00:00:00Z"}""")]
    [TestCase("""{"days":1,"seconds":1}""")]
    [TestCase("""{}""")]
    [TestCase("""{"weeks":1}""")]
    public async Task It_refuses_to_go_back_and_what_it_does_not_understand(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Sandbox.Http.PostAsync("/sandbox/clock/advance", content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That((await Sandbox.Get("/sandbox/clock")).GetProperty("offsetSeconds").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task A_waiting_follower_is_answered_by_the_advance()
    {
        var version = (await Sandbox.Get("/sandbox/clock")).GetProperty("version").GetInt64();
        var waiting = Sandbox.Get($"/sandbox/clock?follower=escrow&after={version}&waitSeconds=60");
        await FollowerIsKnown("escrow");

        var advanced = await Advance(new { days = 1 });

        var told = await waiting.WaitAsync(SandboxServer.Patience);
        Assert.That(told.GetProperty("version").GetInt64(), Is.EqualTo(advanced.GetProperty("version").GetInt64()));
        Assert.That(told.GetProperty("offsetSeconds").GetInt64(), Is.EqualTo(86_400));
    }

    [Test]
    public async Task Advancing_waits_until_a_follower_that_lags_has_fetched_the_new_version()
    {
        var version = (await Sandbox.Get("/sandbox/clock?follower=slow")).GetProperty("version").GetInt64();
        var advancing = Advance(new { days = 1 });
        await Eventually.Holds(async () => (await Sandbox.Get("/sandbox/clock")).GetProperty("version").GetInt64() > version, "the clock has moved");
        Assert.That(advancing.IsCompleted, Is.False, "It did not wait for the follower.");

        await Sandbox.Get($"/sandbox/clock?follower=slow&after={version}");

        await advancing.WaitAsync(SandboxServer.Patience);
        Assert.That((await Followers()).Single().GetProperty("version").GetInt64(), Is.EqualTo(version + 1));
    }

    private Task<JsonElement> Advance(object by) => Sandbox.Do("/sandbox/clock/advance", by);

    private async Task<List<JsonElement>> Followers() => [.. (await Sandbox.Get("/sandbox/clock/followers")).EnumerateArray()];

    private Task<string> FollowerIsKnown(string name) => Eventually.Found(
        async () => (await Followers()).Exists(one => one.GetProperty("name").GetString() == name) ? name : null, $"{name} follows");
}
