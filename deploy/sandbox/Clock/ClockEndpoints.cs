using Pengcheng.Chassis.Calendar;

namespace Pengcheng.Sandbox.Clock;

/// <summary>How far to move the clock: exactly one of these. <paramref name="To"/> is an instant that lies ahead.</summary>
public sealed record Advance(int? Days = null, int? WorkingDays = null, DateTimeOffset? To = null, long? Seconds = null);

/// <summary>Days on which offices work.</summary>
public sealed record WorkingDays(IReadOnlyList<DateOnly> Days);

/// <summary><c>/sandbox/clock</c>: services follow it by long polling, tests and partners advance it.</summary>
public static class ClockEndpoints
{
    private const int LongestPollSeconds = 60;
    private const int MostWorkingDays = 250;
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Adds the endpoints.</summary>
    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        var clock = routes.MapGroup("/sandbox/clock").WithTags("Clock");

        clock.MapGet("", async (string? follower, long? after, int? waitSeconds, SandboxClock time, Followers followers, CancellationToken stop) =>
        {
            if (follower is not null && after is not null) followers.Asks(follower, after.Value);
            var wait = after is null ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(waitSeconds ?? 0, 0, LongestPollSeconds));
            var reading = await time.ReadAfter(after ?? 0, wait, stop);
            if (follower is not null) followers.Answered(follower, reading.Version);
            return reading;
        }).WithSummary("The platform's time. With `after` it answers when the version is above that one, or when `waitSeconds` have passed.");

        clock.MapGet("/followers", (Followers followers) => followers.Present).WithSummary("Who follows the clock.");

        clock.MapGet("/working-days", (int? count, SandboxClock time) => count is < 1 or > MostWorkingDays
                ? Problems.Invalid($"count is between 1 and {MostWorkingDays}.", $"count 须在 1 与 {MostWorkingDays} 之间。")
                : Results.Ok(new WorkingDays([.. WorkingCalendar.Default.From(ShenzhenTime.DateOf(time.Now)).Take(count ?? 10)])))
            .WithSummary("The next working days in Shenzhen, from today on if it is one.").Produces<WorkingDays>().ProducesProblem(400);

        clock.MapPost("/advance", async (Advance request, SandboxClock time, Followers followers, CancellationToken stop) =>
        {
            // A second advance waits for the first: working days are counted from where that one ends.
            await OneAtATime.WaitAsync(stop);
            try
            {
                if (SecondsToMove(request, time.Now, out var seconds) is { } problem) return problem;
                var reading = await time.Advance(seconds);
                await followers.AllHave(reading.Version, stop);
                return Results.Ok(reading);
            }
            finally
            {
                OneAtATime.Release();
            }
        }).WithSummary("Moves the platform's time on by days, working days or seconds, or to an instant; answers when the followers have it.")
          .Produces<ClockReading>().ProducesProblem(400);
    }

    private static IResult? SecondsToMove(Advance request, DateTimeOffset now, out long seconds)
    {
        const int mostDays = 3660;
        seconds = 0;
        switch (request)
        {
            case { Days: >= 0 and <= mostDays and var days, WorkingDays: null, To: null, Seconds: null }:
                seconds = days * 86_400L;
                return null;
            case { WorkingDays: >= 0 and <= mostDays and var count, Days: null, To: null, Seconds: null }:
                var today = ShenzhenTime.DateOf(now);
                seconds = (WorkingCalendar.Default.Add(today, count).DayNumber - today.DayNumber) * 86_400L;
                return null;
            case { To: { } to, Days: null, WorkingDays: null, Seconds: null } when to >= now && to - now <= TimeSpan.FromDays(mostDays):
                seconds = (long)Math.Ceiling((to - now).TotalSeconds);
                return null;
            case { Seconds: >= 0 and <= mostDays * 86_400L and var given, Days: null, WorkingDays: null, To: null }:
                seconds = given;
                return null;
            default:
                return Problems.Of(400, "clock.only-forward",
                    $"Give exactly one of days, workingDays, seconds (0 or more) or an instant `to` that is not before {now:O}, at most ten years ahead.",
                    $"请只给出 days、workingDays、seconds（不小于 0）或不早于 {now:O} 的 to 之一，最多向前十年。");
        }
    }
}
