using System.Net;
using Org.BouncyCastle.Math;
using Pengcheng.Contracts.Enterprise;
using Pengcheng.Contracts.Park;
using Pengcheng.Contracts.Signature;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>Over HTTP, with two replicas: ratings that nobody can trace, figures that can be built anew, schedules, and what other services tell.</summary>
public sealed class SupervisionDoorTests : CityFixture
{
    private static readonly UnifiedSocialCreditCode New = UnifiedSocialCreditCode.Parse("91440300MA5TEYT06Y");

    [Test]
    public async Task A_rating_names_nobody_and_nobody_but_the_firm_sees_that_it_may_rate()
    {
        var visit = (await Street.Patrol()).GetProperty("visit").GetProperty("visitId").GetGuid();
        await Street.Did(HttpMethod.Post, Street.Officer(), $"/visits/{visit}/results", new { items = new[] { "YJ-01" }, outcome = "nothing-found", findings = "in order" });
        await Street.Did(HttpMethod.Post, Street.Firm, $"/visits/{visit}/acknowledgement", new { });

        var modulus = new BigInteger((await Street.Did(HttpMethod.Get, null, "/rating-key")).GetProperty("modulus").GetString()!, 16);
        var quarter = RatingToken.QuarterOf(ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow()));
        var (token, blinder, serial) = (RatingToken.For(modulus, Street.Body, quarter), new BigInteger("123456789abcdef0fedcba9876543210", 16), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        const string session = "4bf92f3577b34da6a3ce929d0e0e4736";
        City.Trace = $"00-{session}-00f067aa0ba902b7-01";
        var request = new { blinded = token.Blind(serial, blinder).ToString(16) };
        var signed = await Street.Did(HttpMethod.Post, Street.Firm, $"/visits/{visit}/rating-token", request);
        Assert.That((await Street.Did(HttpMethod.Post, Street.Firm, $"/visits/{visit}/rating-token", request)).ToString(), Is.EqualTo(signed.ToString()), "asked again, since the answer was lost");
        Assert.That((await Street.Post(Street.Officer(), $"/visits/{visit}/rating-token", request)).Status, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));

        foreach (var (who, status) in new[] { (Street.Firm, "rated"), (Street.Officer(), "enterprise-acknowledged"), (Street.Supervisor, "enterprise-acknowledged"), (Street.Operator, "enterprise-acknowledged") })
        {
            var answer = await City.Raw(HttpMethod.Get, who, $"/visits/{visit}");
            Assert.That((await answer.Content.ReadAsStringAsync()).Contains($"\"status\":\"{status}\"", StringComparison.Ordinal), Is.True, who.Subject);
            Assert.That(answer.Headers.ETag, Is.Null, "a version would tell that something happened");
            var timeline = await (await City.Raw(HttpMethod.Get, who, $"/visits/{visit}/timeline")).Content.ReadAsStringAsync();
            Assert.That(timeline.Contains("rating-token", StringComparison.Ordinal), Is.EqualTo(who == Street.Firm), who.Subject);
        }

        var signature = token.Unblind(new BigInteger(signed.GetProperty("signature").GetString()!, 16), blinder).ToString(16);
        object Rate(int stars) => new { serial, signature, body = Street.Body, quarter, stars };
        await Street.Did(HttpMethod.Post, null, "/ratings", Rate(4));
        await Street.Did(HttpMethod.Post, Street.Firm, "/ratings", Rate(4));
        Assert.That((await Street.Post(null, "/ratings", Rate(5))).Body.GetProperty("code").GetString(), Is.EqualTo("inspection.rating-token-spent"));
        const string rated = "from mt_events where type = 'inspection.visit-rated.v1'";
        Assert.That(await City.Scalar($"select string_agg(headers->>'actor', ',') {rated}"), Is.EqualTo("anonymous"));
        Assert.That(await City.Scalar($"select string_agg(type, ',') from mt_events where correlation_id = '{session}'"), Is.EqualTo("inspection.rating-token-issued.v1"), "one session of the app is one trace");
        Assert.That(await City.Scalar($"select string_agg(concat(correlation_id, causation_id, headers->>'traceparent'), ',') {rated}"), Is.Empty, "and the rating is in none");
        Assert.That((await Street.Get(Street.Supervisor, $"/bodies/{Street.Body}/ratings?quarter={quarter}")).Status, Is.EqualTo(HttpStatusCode.NoContent), "one alone would be traced");
    }

    [Test]
    public async Task Figures_are_built_anew_while_officers_scan_and_come_out_the_same()
    {
        await Street.Patrol();
        var visit = (await Street.Patrol(Street.OtherBody)).GetProperty("visit").GetProperty("visitId").GetGuid();
        await Street.Did(HttpMethod.Post, Street.Officer(Street.OtherBody), $"/visits/{visit}/results", new { items = new[] { "YJ-01" }, outcome = "nothing-found", findings = "in order" });
        await City.Settled();
        var before = (await Rows(), (await Street.Did(HttpMethod.Get, Street.CitySupervisor, "/figures")).ToString());

        await City.Scalar("delete from figure_changes where no = 0; update firms set waiting = 99; delete from visits; select ''");
        var scans = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Street.Patrol()));
        await Street.Did(HttpMethod.Post, Street.Operator, "/ops/rows/rebuild");
        var rebuilt = await Street.Rebuilt();
        await scans;
        Assert.That(rebuilt.GetProperty("rows").EnumerateArray().Select(one => one.GetProperty("of").GetString()), Is.SupersetOf(new[] { "Firm", "Visit", "Officer" }));
        Assert.That((await Rows(), (await Street.Did(HttpMethod.Get, Street.CitySupervisor, "/figures")).ToString()), Is.EqualTo(before));

        var csv = await City.Raw(HttpMethod.Get, Street.Supervisor, "/figures.csv?street=440311001");
        Assert.That((csv.Content.Headers.ContentType?.MediaType, (await csv.Content.ReadAsStringAsync()).Contains("440311001,4403-YJ,", StringComparison.Ordinal)), Is.EqualTo(("text/csv", true)));
        Assert.That((await Street.Did(HttpMethod.Get, Street.Elsewhere, "/figures")).GetProperty("rows").GetArrayLength(), Is.Zero, "a district reads its own");
        Assert.That((await Street.Get(Street.Supervisor, "/figures?from=March")).Status, Is.EqualTo(HttpStatusCode.BadRequest));

        Task<string?> Rows() => City.Scalar("select (select string_agg(uscc || waiting || entry_days::text, ';' order by uscc) from firms) || (select string_agg(visit_id || status, ';' order by visit_id) from visits) || (select count(*) from sightings)");
    }

    [Test]
    public async Task Firms_are_listed_page_by_page_for_their_street_and_district_by_how_often_they_were_inspected()
    {
        var first = await Street.Did(HttpMethod.Get, Street.Coordinator, "/firms?limit=1");
        var second = await Street.Did(HttpMethod.Get, Street.Coordinator, $"/firms?limit=1&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.That(new[] { first, second }.SelectMany(page => page.GetProperty("items").EnumerateArray()).Select(line => line.GetProperty("uscc").GetString()),
            Is.EqualTo(new[] { Samples.OtherUscc.ToString(), Samples.Uscc.ToString() }));
        Assert.That(second.TryGetProperty("nextCursor", out var end) && end.ValueKind == System.Text.Json.JsonValueKind.String, Is.False);

        await Street.Did(HttpMethod.Post, Street.Officer(), "/scans", new { token = await Street.Token(Street.Firm), officers = Street.Officers(), kind = "enforcement", cause = "firm-request", items = Street.Items });
        await City.Settled();
        foreach (var (who, query, count) in new[]
        {
            (Street.Supervisor, "", 2), (Street.CitySupervisor, "", 2), (Street.Operator, "", 2), (Street.Elsewhere, "", 0), (Street.Firm, "", 0), (Street.Officer(), "", 0),
            (Street.Supervisor, "?atLeast=1", 1), (Street.Supervisor, "?atLeast=2", 0), (Street.Supervisor, "?street=440311002", 0),
        })
            Assert.That((await Street.Did(HttpMethod.Get, who, $"/firms{query}")).GetProperty("items").GetArrayLength(), Is.EqualTo(count), $"{who.Role} {query}");
        Assert.That((await Street.Get(Street.Supervisor, "/firms?limit=201")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_streets_schedule_says_why_and_is_carried_out_once()
    {
        var today = ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow());
        var first = await Street.Publish(Street.Body, today, today.AddDays(70));
        var second = Guid.CreateVersion7();
        await Street.Did(HttpMethod.Post, Street.Planner(Street.OtherBody), $"/firms/{Samples.Uscc}/plans", new { planId = second, kind = "enforcement", cause = "hand-off", items = Street.Items, from = today, to = today.AddDays(70), minutes = 30 });
        var seen = await Street.Did(HttpMethod.Post, Street.Planner(Street.OtherBody), $"/firms/{Samples.Uscc}/plans/{second}/submission", new { });
        Assert.That(seen.GetProperty("plans").EnumerateArray().Select(plan => plan.GetProperty("state").GetString()), Is.EqualTo(new[] { "published", "conflict-detected" }));
        Assert.That((await Street.Post(Street.Planner(), $"/firms/{Samples.Uscc}/plans/{second}/withdrawal", new { reason = "?" })).Status, Is.EqualTo(HttpStatusCode.NotFound), "another body's plan");

        var proposal = await Street.Did(HttpMethod.Get, Street.Coordinator, $"/streets/{Street.Code}/schedule");
        var placed = proposal.GetProperty("visits").EnumerateArray().Single();
        Assert.That((placed.GetProperty("step").GetString(), placed.GetProperty("placements").GetArrayLength()), Is.EqualTo(("merge", 2)));
        Assert.That(placed.GetProperty("placements")[0].GetProperty("because").GetProperty("zh").GetString(), Does.Contain("入企日"));
        Assert.That((await Street.Get(Street.Coordinator with { Organisation = "440311002" }, $"/streets/{Street.Code}/schedule")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        // Two bodies for the same days become one visit, their heads approve it, and it gets its day.
        Assert.That(await CarryOut(), Is.EqualTo((0, 1, 0)));
        Assert.That(await CarryOut(), Is.EqualTo((0, 0, 0)));
        await Street.Did(HttpMethod.Post, Street.Head(Street.OtherBody), $"/firms/{Samples.Uscc}/plans/{second}/approval", new { approvalNo = "A-2" });
        await Street.Did(HttpMethod.Post, Street.Planner(Street.OtherBody), $"/firms/{Samples.Uscc}/plans/{second}/publication", new { });
        Assert.That(await CarryOut(), Is.EqualTo((1, 0, 0)));
        Assert.That(await CarryOut(), Is.EqualTo((0, 0, 0)));
        await City.Settled();
        var visit = (await Street.Did(HttpMethod.Get, Street.Coordinator, "/visits")).GetProperty("items")[0].GetProperty("visitId").GetGuid();
        var plans = (await Street.Did(HttpMethod.Get, Street.Firm, $"/visits/{visit}")).GetProperty("participants").EnumerateArray().Select(body => body.GetProperty("planId").GetGuid());
        Assert.That(plans, Is.EquivalentTo(new[] { first, second }));

        async Task<(int Scheduled, int Merged, int Refused)> CarryOut()
        {
            var done = await Street.Did(HttpMethod.Post, Street.Coordinator, $"/streets/{Street.Code}/schedule", new { });
            return (done.GetProperty("scheduled").GetArrayLength(), done.GetProperty("merged").GetArrayLength(), done.GetProperty("refused").GetArrayLength());
        }
    }

    [Test]
    public async Task Other_services_register_firms_plan_joint_checks_complain_and_deregister()
    {
        await City.Publish(new EnterpriseRegistered(New, "新公司", "440311", Street.Code, "G01", 22_700_000, 113_900_000, TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => (await Street.Get(Street.Of(New), $"/firms/{New}")).Status == HttpStatusCode.OK, "the firm has its code");
        await City.Publish(new Contracts.Enterprise.ProfileUpdated(New, "新名", "440311", Street.Code, "G02", 22_700_000, 113_900_000, TimeProvider.System.GetUtcNow().AddMinutes(2)));
        await City.Publish(new Contracts.Enterprise.ProfileUpdated(New, "过时的名", "440311", Street.Code, "G03", 22_700_000, 113_900_000, TimeProvider.System.GetUtcNow().AddMinutes(1)));
        await Eventually.Holds(async () => (await Street.Did(HttpMethod.Get, Street.Of(New), $"/firms/{New}")).GetProperty("profile").GetProperty("name").GetString() == "新名", "the later news holds");

        var (today, appeal) = (ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow()), Guid.CreateVersion7());
        await City.Publish(new ActivityApproved(Guid.CreateVersion7(), New, today.AddDays(5), today.AddDays(20), TimeProvider.System.GetUtcNow()));
        await City.Publish(new AppealClassified(appeal, New, "inspection", "not-scanned", Street.Body, "他们没有扫码", TimeProvider.System.GetUtcNow()));
        await City.Publish(new AppealClassified(Guid.CreateVersion7(), New, "overseas", null, null, "not ours", TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => (await Plans()).SequenceEqual(["merged", "merged"]), "the checks are one joint visit");
        await Eventually.Holds(async () => (await Street.Get(Street.Supervisor, $"/complaints/{appeal}")).Status == HttpStatusCode.OK, "the appeal is a complaint");
        Assert.That((await Street.Did(HttpMethod.Get, Street.Of(New), "/complaints")).GetProperty("items").GetArrayLength(), Is.EqualTo(1));

        await City.Publish(new DeregistrationCompleted(New, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => (await Street.Did(HttpMethod.Get, Street.Supervisor, $"/firms/{New}")).GetProperty("status").GetString() == "revoked", "its code is void");
        Assert.That(await Plans(), Is.All.EqualTo("withdrawn"));

        async Task<IReadOnlyList<string?>> Plans() => [.. (await Street.Did(HttpMethod.Get, Street.Supervisor, $"/firms/{New}")).GetProperty("plans").EnumerateArray().Select(plan => plan.GetProperty("state").GetString())];
    }
}
