using System.Net;
using System.Text.Json;
using Pengcheng.Demo;
using Pengcheng.Demo.Inspection;

namespace Pengcheng.Fault.Load;

/// <summary>
/// A day at a firm's door: entered in the registry and changed there, scanned by all devices of a body at the same moment, recorded
/// offline and uploaded twice. The demo's month moves the clock from one entry day to the next; here others move it, so nothing is
/// planned for a day, and whatever the day is the figures must come out.
/// </summary>
internal sealed class FirmDay
{
    private const string Service = "/api/inspection/v1";

    private readonly Scene _scene;

    private FirmDay(Scene scene) => _scene = scene;

    private Door Door => _scene.Door;

    private Players Players => _scene.Players;

    /// <summary>Plays it.</summary>
    public static async Task Play(Door door, int seed)
    {
        var day = new FirmDay(new Scene(door, new Players(seed)));
        await day.Open();
        var visits = await day.ScanAtOnce(day.Players.Emergency);
        await Task.WhenAll(day.UploadTwice(day.Players.Environment), day.Conclude(visits[0], day.Players.Emergency));
        await day.Count(visits.Distinct().Count() + 1);
    }

    // The registry tells of the firm and then of its new name; the officers' system certifies. Both until the platform has taken it.
    private async Task Open()
    {
        await Register(Players.Name);
        await Register(NewName);
        var today = await SandboxClock.Today(Door);
        var bodies = new[] { Players.Emergency, Players.Environment };
        foreach (var certificate in bodies.SelectMany(body => Players.CertificatesOf(body, today))) await Door.Sandbox(HttpMethod.Post, "/sandbox/officers", certificate);
        foreach (var subject in bodies.SelectMany(body => body.Certificates).Prepend(Players.Uscc)) await UntilTaken(subject);
    }

    private string NewName => $"{Players.Name[..^4]}集团";

    private Task Register(string name) => Door.Sandbox(HttpMethod.Post, "/sandbox/enterprises", Players.Registration(name));

    private async Task UntilTaken(string subject)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); ; await Task.Delay(500))
        {
            var told = await Door.Sandbox(HttpMethod.Get, $"/sandbox/deliveries?subject={subject}");
            if (told.GetProperty("deliveries").EnumerateArray().All(one => one.GetProperty("status").GetString() == "delivered")) return;
            Scene.Require(TimeProvider.System.GetElapsedTime(begun) < Door.Patience, $"The platform has not taken what it was told of {subject}: {told}");
        }
    }

    /// <summary>Each officer's device scans at the same moment, each twice at once: as two taps would. The visits that they found: one, unless midnight came between.</summary>
    private async Task<Guid[]> ScanAtOnce(Body body)
    {
        var devices = body.Certificates.Select(no => $"officer-{no}@{body.Code}").ToList();
        var answers = await Task.WhenAll(devices.Concat(devices).Select(device => Scan(device, body)));
        return [.. answers.Select(answer => answer.GetProperty("visit").GetProperty("visitId").GetGuid())];
    }

    // The firm's code is good for a minute. Whoever gets through only later shows a new one.
    private async Task<JsonElement> Scan(string device, Body body)
    {
        while (true)
        {
            var token = (await _scene.Get(Players.Firm, $"{_scene.Firm}/code")).GetProperty("token").GetString();
            var (status, answer) = await Door.TryPost(device, $"{Service}/scans", new
            {
                token,
                method = "code",
                officers = body.Certificates,
                place = Players.Place,
                kind = "patrol",
                cause = "monitoring",
                items = body.Items,
            });
            if ((int)status < 300) return answer;
            Scene.Require(status == HttpStatusCode.UnprocessableEntity && answer.GetProperty("code").GetString() == "inspection.code-expired", $"A scan by {device}: {(int)status} {answer}");
        }
    }

    private async Task UploadTwice(Body body)
    {
        var now = (await Door.Sandbox(HttpMethod.Get, "/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
        var backlog = Players.OfflinePatrol(body, now);
        await Task.WhenAll(Upload(), Upload());

        Task Upload() => Door.Sandbox(HttpMethod.Post, "/sandbox/officers/backlog", backlog);
    }

    private async Task Conclude(Guid visitId, Body body)
    {
        var visit = new Visit(_scene, visitId, [body]);
        await visit.Record(body);
        await _scene.Post(Players.Firm, $"{visit.Path}/acknowledgement");
    }

    private async Task Count(int entries)
    {
        var card = await _scene.Until(Players.Supervisor, _scene.Firm, $"{entries} entries are counted", card => card.GetProperty("burden").GetInt32() >= entries);
        var visits = card.GetProperty("history").EnumerateArray().Select(counted => counted.GetProperty("visitId").GetGuid()).ToList();
        Scene.Require(visits.Count == entries && visits.Distinct().Count() == entries, $"{Players.Uscc} should have {entries} entries, each of a visit of its own: {card}");
        Scene.Require(card.GetProperty("profile").GetProperty("name").GetString() == NewName, $"{Players.Uscc} should have its new name: {card}");
    }
}
