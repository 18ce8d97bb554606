using System.Net;
using System.Text;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>Over HTTP, with two replicas: codes and scans, and who sees what.</summary>
public sealed class DoorTests : CityFixture
{
    [Test]
    public async Task A_hundred_scans_at_once_make_one_entry()
    {
        var token = await Street.Token(Street.Firm);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Street.Post(Street.Officer(), "/scans", Street.Scan(token))));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers.Select(answer => answer.Body.GetProperty("visit").GetProperty("entry").GetProperty("entryId").GetString()).Distinct().Count(), Is.EqualTo(1));
        await City.Settled();
        var firm = await Street.Did(HttpMethod.Get, Street.Firm, $"/firms/{Samples.Uscc}");
        Assert.That((firm.GetProperty("burden").GetInt32(), firm.GetProperty("lastTwelveMonths").GetInt32()), Is.EqualTo((1, 0)), "a patrol is a burden and no inspection");
    }

    [Test]
    public async Task A_code_is_shown_by_its_firm_read_by_officers_and_void_once_it_is_rotated()
    {
        var token = await Street.Token(Street.Firm);
        Assert.That((await Street.Did(HttpMethod.Post, Street.Officer(), "/codes/reading", new { token })).GetProperty("uscc").GetString(), Is.EqualTo(Samples.Uscc.ToString()));
        Refused(await Street.Get(Street.OtherFirm, $"/firms/{Samples.Uscc}/code"), 404, "not-found");
        Refused(await Street.Post(Street.Officer(), "/codes/reading", new { token = token[..^2] + "xx" }), 422, "inspection.code-forged");

        await Street.Did(HttpMethod.Post, Street.Firm, $"/firms/{Samples.Uscc}/rotation", new { reason = "print lost" });
        Refused(await Street.Post(Street.Officer(), "/codes/reading", new { token }), 422, "inspection.code-replaced");
        await Street.Did(HttpMethod.Post, Street.Supervisor, $"/firms/{Samples.Uscc}/suspension", new { reason = "doubts" });
        Refused(await Street.Get(Street.Firm, $"/firms/{Samples.Uscc}/code"), 409, "inspection.code-suspended");
        await Street.Did(HttpMethod.Post, Street.Registry, $"/firms/{Samples.Uscc}/revocation", new { reason = "deregistered" });
        Refused(await Street.Post(Street.Officer(), "/scans", Street.Scan(token)), 422, "inspection.code-replaced");
    }

    [Test]
    public async Task A_scan_whose_answer_was_lost_is_answered_again_though_the_code_is_void_by_now()
    {
        var scan = Street.Scan(await Street.Token(Street.Firm));
        var first = await (await City.Raw(HttpMethod.Post, Street.Officer(), "/scans", scan, "scan-1")).Content.ReadAsStringAsync();
        await Street.Did(HttpMethod.Post, Street.Firm, $"/firms/{Samples.Uscc}/rotation", new { reason = "print lost" });
        var again = await City.Raw(HttpMethod.Post, Street.Officer(), "/scans", scan, "scan-1");
        Assert.That((again.StatusCode, await again.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, first)));
        Refused(await Street.Post(Street.Officer(), "/scans", scan), 422, "inspection.code-replaced");
    }

    [Test]
    public async Task A_code_is_a_picture_for_screens_and_for_print_and_a_print_counts_on_the_spot_only()
    {
        var svg = await City.Raw(HttpMethod.Get, Street.Firm, $"/firms/{Samples.Uscc}/code.svg?kind=static");
        Assert.That((svg.Content.Headers.ContentType?.MediaType, svg.Headers.CacheControl?.NoStore), Is.EqualTo(("image/svg+xml", true)));
        Assert.That(await svg.Content.ReadAsStringAsync(), Does.StartWith("<svg"));
        var png = await (await City.Raw(HttpMethod.Get, Street.Firm, $"/firms/{Samples.Uscc}/code.png")).Content.ReadAsByteArrayAsync();
        Assert.That(png.AsSpan(1, 3).ToArray(), Is.EqualTo("PNG"u8.ToArray()));
        Refused(await Street.Get(Street.Firm, $"/firms/{Samples.Uscc}/code.svg?kind=round"), 400, "invalid-request");

        Refused(await Street.Post(Street.Officer(), "/scans", LicenceScan(Samples.Elsewhere)), 422, "inspection.too-far-from-firm");
        Assert.That((await Street.Post(Street.Officer(), "/scans", LicenceScan(Samples.NextDoor))).Status, Is.EqualTo(HttpStatusCode.OK));
        Refused(await Street.Post(Street.Officer(), "/scans", new { officers = Street.Officers() }), 422, "inspection.code-or-firm");
        Refused(await Street.Post(Street.Officer(), "/scans", new { uscc = Samples.OtherUscc, method = "lookup", officers = Street.Officers(), kind = "patrol", items = Street.Items }), 422, "text-invalid");
    }

    [Test]
    public async Task A_firm_that_shows_nothing_is_found_by_its_name_by_officers_and_by_nobody_else()
    {
        await Street.Did(HttpMethod.Put, Street.Registry, $"/firms/{Samples.OtherUscc}",
            new { name = "100%_Plastics", district = "440311", street = Street.Code, block = $"{Street.Code}-G07", place = Samples.Place });
        foreach (var (part, found) in new[] { ("光明", 1), ("精密", 1), ("%25_p", 1), ("%25%25", 0), ("__", 0), ("%5C%25", 0), ("plastics", 1) })
            Assert.That((await Street.Did(HttpMethod.Get, Street.Officer(), $"/firm-search?name={part}")).GetProperty("firms").GetArrayLength(), Is.EqualTo(found), part);
        var line = (await Street.Did(HttpMethod.Get, Street.Officer(), "/firm-search?name=光明精密")).GetProperty("firms")[0];
        Assert.That(line.EnumerateObject().Select(member => member.Value.GetString()), Is.EqualTo(new[] { Samples.Uscc.ToString(), "光明精密", "440311", Street.Code }));
        foreach (var asked in new[] { "", "?name=", "?name=%20光%20", $"?name={new string('x', 101)}", "?name=%00%00" })
            Assert.That((await Street.Get(Street.Officer(), $"/firm-search{asked}")).Status, Is.EqualTo(HttpStatusCode.BadRequest), asked);
        Assert.That((await Street.Get(Street.Firm, "/firm-search?name=光明")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Refused(await Street.Get(Street.Officer() with { Organisation = null }, "/firm-search?name=光明"), 404, "not-found");
    }

    [Test]
    public async Task An_inspection_without_notice_is_refused_and_so_is_a_team_of_one_or_of_another_body()
    {
        var token = await Street.Token(Street.Firm);
        Refused(await Street.Post(Street.Officer(), "/scans", new { token, officers = Street.Officers() }), 409, "inspection.not-announced");
        Refused(await Street.Post(Street.Officer(), "/scans", Street.Scan(token, kind: "enforcement")), 409, "inspection.not-announced");
        Refused(await Street.Post(Street.Officer(), "/scans", new { token, officers = new[] { "4403-YJ-1" }, kind = "patrol", items = Street.Items }), 422, "inspection.too-few-officers");
        Refused(await Street.Post(Street.Officer(), "/scans", new { token, officers = Street.Officers(Street.OtherBody), kind = "patrol", items = Street.Items }), 403, "inspection.officer-not-certified");
        await Street.Did(HttpMethod.Post, Street.OfficersSystem, "/officers/4403-YJ-2/suspension", new { reason = "under investigation" });
        Refused(await Street.Post(Street.Officer(), "/scans", Street.Scan(token)), 403, "inspection.officer-not-certified");
        var held = (await Street.Did(HttpMethod.Get, Street.Supervisor, "/officers/4403-YJ-2")).GetProperty("periods").EnumerateArray().Single();
        Assert.That(held.GetProperty("until").GetString(), Is.EqualTo(ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task Officers_who_scan_far_away_or_in_two_places_are_suspected_once_and_supervision_decides()
    {
        var near = await Street.Patrol();
        Assert.That(near.GetProperty("visit").GetProperty("suspicions").GetArrayLength(), Is.Zero);
        var far = await Street.Did(HttpMethod.Post, Street.Officer(), "/scans",
            Street.Scan(await Street.Token(Street.OtherFirm), place: new { latitude = Samples.Elsewhere.Latitude, longitude = Samples.Elsewhere.Longitude }));
        Assert.That(far.GetProperty("visit").GetProperty("suspicions").EnumerateArray().Select(s => s.GetString()), Is.EqualTo(new[] { "4403-YJ/far-away", "4403-YJ/officer-elsewhere" }));
        await City.Settled();

        var suspicions = (await Street.Did(HttpMethod.Get, Street.Supervisor, "/suspicions")).GetProperty("items").EnumerateArray().ToList();
        Assert.That(suspicions, Has.Count.EqualTo(2));
        var id = Uri.EscapeDataString(suspicions[0].GetProperty("violationId").GetString()!);
        await Street.Did(HttpMethod.Post, Street.Supervisor, $"/bodies/{Street.Body}/violations/{id}/confirmation", new { });
        var body = await Street.Did(HttpMethod.Get, Street.Planner(), $"/bodies/{Street.Body}");
        Assert.That(body.GetProperty("orders").GetArrayLength(), Is.EqualTo(1));
        Refused(await Street.Get(Street.Planner(Street.OtherBody), $"/bodies/{Street.Body}"), 404, "not-found");
    }

    [Test]
    public async Task A_visit_is_seen_by_its_firm_its_bodies_its_street_and_its_district()
    {
        var visit = (await Street.Patrol()).GetProperty("visit").GetProperty("visitId").GetGuid();
        foreach (var who in new[] { Street.Firm, Street.Officer(), Street.Coordinator, Street.Supervisor, Street.CitySupervisor, Street.Operator })
        {
            Assert.That((await Street.Get(who, $"/visits/{visit}")).Status, Is.EqualTo(HttpStatusCode.OK), who.Subject);
            Assert.That((await Street.Did(HttpMethod.Get, who, "/visits")).GetProperty("items").GetArrayLength(), Is.EqualTo(1), who.Subject);
        }

        foreach (var who in new[] { Street.OtherFirm, Street.Officer(Street.OtherBody), Street.Elsewhere, Street.Coordinator with { Organisation = "440311002" } })
        {
            Refused(await Street.Get(who, $"/visits/{visit}"), 404, "not-found");
            Refused(await Street.Get(who, $"/visits/{visit}/timeline"), 404, "not-found");
            Assert.That((await Street.Did(HttpMethod.Get, who, "/visits")).GetProperty("items").GetArrayLength(), Is.Zero, who.Subject);
        }

        Refused(await Street.Post(Street.Supervisor, $"/visits/{visit}/unscanned-entries", new { body = Street.OtherBody }), 404, "inspection.not-a-participant");
        Refused(await Street.Post(Street.OtherFirm, $"/visits/{visit}/dispute", new { reason = "?" }), 404, "not-found");
        Refused(await Street.Post(Street.Officer(Street.OtherBody), $"/visits/{visit}/results", new { items = new[] { "YJ-01" }, outcome = "nothing-found", findings = "?" }), 404, "not-found");
    }

    private static object LicenceScan(GeoPoint place) => new
    {
        uscc = Samples.Uscc,
        method = "licence-qr",
        officers = Street.Officers(),
        place = new { latitude = place.Latitude, longitude = place.Longitude },
        kind = "patrol",
        items = Street.Items,
    };
}
