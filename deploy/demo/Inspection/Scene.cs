using System.Net;
using System.Text.Json;
using Spectre.Console;

namespace Pengcheng.Demo.Inspection;

/// <summary>What every act uses: the door, the players, the record of what was played, and ways to ask and to wait.</summary>
public sealed class Scene(Door door, Players players)
{
    private const string Service = "/api/inspection/v1";

    /// <summary>The way to the platform.</summary>
    public Door Door => door;

    /// <summary>Who plays.</summary>
    public Players Players => players;

    /// <summary>What was played, for the figures.</summary>
    public Played Played { get; } = new();

    /// <summary>The visits, in the order in which they were made.</summary>
    public List<Visit> Visits { get; } = [];

    /// <summary>The firm's address.</summary>
    public string Firm => $"/firms/{players.Uscc}";

    /// <summary>Says what comes now.</summary>
    public static void Say(string what) => AnsiConsole.MarkupLineInterpolated($"[grey]·[/] {what}");

    /// <summary>A command that is carried out.</summary>
    public Task<JsonElement> Post(string who, string path, object? body = null) => door.Post(who, Service + path, body ?? new { });

    /// <summary>A read.</summary>
    public Task<JsonElement> Get(string who, string path) => door.Get(who, Service + path);

    /// <summary>A file: a picture or a table.</summary>
    public Task<(string? Type, byte[] Content)> Download(string who, string path) => door.Download(who, Service + path);

    /// <summary>A call without a token, which is answered.</summary>
    public async Task<JsonElement> Anonymously(HttpMethod method, string path, object? body = null)
    {
        var (status, answer) = await door.Anonymously(method, Service + path, body);
        return (int)status < 300 ? answer : throw new DemoFailedException($"{method} {path} by anybody: {(int)status} {answer}");
    }

    /// <summary>A call without a token that must be refused, with this code.</summary>
    public async Task AnonymouslyRefused(string path, object body, HttpStatusCode status, string code) =>
        Refused(await door.Anonymously(HttpMethod.Post, Service + path, body), $"POST {path} by anybody", status, code);

    /// <summary>A command that must be refused, with this code.</summary>
    public async Task Refused(string who, string path, object body, HttpStatusCode status, string code) =>
        Refused(await door.TryPost(who, Service + path, body), $"POST {path} as {who}", status, code);

    private static void Refused((HttpStatusCode Status, JsonElement Answer) given, string what, HttpStatusCode status, string code)
    {
        var said = given.Answer.ValueKind == JsonValueKind.Object && given.Answer.TryGetProperty("code", out var text) ? text.GetString() : null;
        Require(given.Status == status && said == code, $"{what} should be refused with {(int)status} {code}, but: {(int)given.Status} {given.Answer}");
    }

    /// <summary>Something that happens in the offices' own systems and that the platform takes at once.</summary>
    public async Task Tell(string path, object body)
    {
        var told = await door.Sandbox(HttpMethod.Post, path, body);
        var open = told.GetProperty("deliveries").EnumerateArray().Where(delivery => delivery.GetProperty("status").GetString() != "delivered").ToList();
        Require(open.Count == 0, $"The platform did not take what {path} told it: {string.Join(' ', open)}");
    }

    /// <summary>Reads until it is so: what one case tells another arrives a moment later.</summary>
    public async Task<JsonElement> Until(string who, string path, string what, Func<JsonElement, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var pause = 20; ; pause = Math.Min(1000, pause * 2))
        {
            var (status, answer) = await door.TryGet(who, Service + path);
            if ((int)status < 300 && condition(answer)) return answer;
            Require(status == HttpStatusCode.NotFound || (int)status < 300, $"GET {path} as {who}: {(int)status} {answer}");
            Require(TimeProvider.System.GetElapsedTime(begun) < door.Patience, $"After {door.Patience.TotalSeconds:0} s it is not yet so that {what}: {(int)status} {answer}");
            await Task.Delay(pause);
        }
    }

    /// <summary>The working days ahead, from today on.</summary>
    public async Task<IReadOnlyList<DateOnly>> WorkingDays() =>
        [.. (await door.Sandbox(HttpMethod.Get, "/sandbox/clock/working-days?count=40")).GetProperty("days").EnumerateArray().Select(day => day.GetDate())];

    /// <summary>Days pass, until the offices open on this one.</summary>
    public async Task DaysPassUntil(DateOnly day)
    {
        var ahead = (await WorkingDays()).ToList().IndexOf(day);
        Require(ahead >= 0, $"{day:yyyy-MM-dd} is no working day ahead.");
        await SandboxClock.WorkingDays(door, ahead);
        await SandboxClock.OpenOffices(door);
        Require(await SandboxClock.Today(door) == day, $"It should be {day:yyyy-MM-dd}.");
    }

    /// <summary>Fails with what was found.</summary>
    public static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new DemoFailedException(otherwise);
    }
}

/// <summary>Reading answers.</summary>
internal static class Answers
{
    public static DateOnly GetDate(this JsonElement day) => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static bool Is(this JsonElement element, string property, string word) => Kebab.Comparer.Equals(element.GetProperty(property).GetString(), word);

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray()];
}
