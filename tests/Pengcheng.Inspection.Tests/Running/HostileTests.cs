using System.Net;
using Pengcheng.Contracts.Enterprise;
using Pengcheng.Contracts.Infringement;
using Pengcheng.Contracts.Payment;
using Pengcheng.Contracts.Refund;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>Over HTTP: bad input, the wrong party, ids that somebody made up, and what other services tell by mistake.</summary>
public sealed class HostileTests : CityFixture
{
    [TestCase("""{"token":"TOKEN","officers":[null,"4403-YJ-1"],"kind":"patrol","items":[{"code":"A","legalBasis":"B"}]}""")]
    [TestCase("""{"token":"TOKEN","officers":["4403-YJ-1","4403-YJ-2"],"kind":"patrol","items":[null]}""")]
    [TestCase("""{"token":"TOKEN","officers":["4403-YJ-1","4403-YJ-2\u0000"],"kind":"patrol","items":[{"code":"A","legalBasis":"B"}]}""")]
    [TestCase("""{"token":"TOKEN","officers":["4403-YJ-1","4403-YJ-2"],"kind":"patrol,service","items":[{"code":"A","legalBasis":"B"}]}""")]
    public async Task What_cannot_be_meant_is_a_clear_error_and_enters_nothing(string body)
    {
        var scan = System.Text.Json.JsonDocument.Parse(body.Replace("TOKEN", await Street.Token(Street.Firm), StringComparison.Ordinal)).RootElement;
        Refused(await Street.Post(Street.Officer(), "/scans", scan), 400, "invalid-request");
        Assert.That((await Street.Did(HttpMethod.Get, Street.Operator, "/visits")).GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [TestCase("/visits?street=%00")]
    [TestCase("/visits?cursor=%00")]
    [TestCase("/complaints?cursor=nonsense")]
    [TestCase("/visits?day=31-12-2025")]
    [TestCase("/suspicions?kind=none")]
    public async Task A_question_that_cannot_be_read_is_the_askers_mistake(string path) =>
        Assert.That((await Street.Get(Street.CitySupervisor, path)).Status, Is.EqualTo(HttpStatusCode.BadRequest), path);

    [Test]
    public async Task A_districts_supervision_judges_what_happened_there_and_the_citys_everything()
    {
        await Street.Did(HttpMethod.Post, Street.Officer(), "/scans", Street.Scan(await Street.Token(Street.Firm), place: new { latitude = Samples.Elsewhere.Latitude, longitude = Samples.Elsewhere.Longitude }));
        await City.Settled();
        var found = (await Street.Did(HttpMethod.Get, Street.Supervisor, "/suspicions")).GetProperty("items").EnumerateArray().Single().GetProperty("violationId").GetString()!;
        var path = $"/bodies/{Street.Body}/violations/{Uri.EscapeDataString(found)}";

        foreach (var stranger in new[] { Street.Elsewhere, Street.Supervisor with { Organisation = null } })
        {
            Assert.That((await Street.Did(HttpMethod.Get, stranger, "/suspicions")).GetProperty("items").GetArrayLength(), Is.Zero);
            Assert.That((await Street.Did(HttpMethod.Get, stranger, $"/bodies/{Street.Body}")).GetProperty("violations").GetArrayLength(), Is.Zero);
            Refused(await Street.Post(stranger, $"{path}/confirmation", new { }), 404, "inspection.violation-not-found");
            Refused(await Street.Post(stranger, $"{path}/dismissal", new { reason = "a friend" }), 404, "inspection.violation-not-found");
        }

        Refused(await Street.Get(Street.Supervisor with { Organisation = null }, "/figures"), 404, "not-found");
        var body = await Street.Did(HttpMethod.Post, Street.CitySupervisor, $"{path}/confirmation", new { });
        var order = body.GetProperty("orders")[0].GetProperty("orderNo").GetString();
        Refused(await Street.Post(Street.Elsewhere, $"/bodies/{Street.Body}/orders/{order}/transfer", new { reason = "?" }), 404, "inspection.ladder-order-not-found");
        await Street.Did(HttpMethod.Post, Street.Supervisor, $"/bodies/{Street.Body}/orders/{order}/transfer", new { reason = "it was a bribe" });
    }

    [Test]
    public async Task An_id_that_somebody_made_up_takes_nobodys_place()
    {
        var (token, patrol) = (await Street.Token(Street.Firm), (await Street.Patrol()).GetProperty("visit").GetProperty("visitId").GetGuid());
        foreach (var id in new[] { Guid.Empty, Guid.CreateVersion7(), Bodies.Body.IdOf(Street.OtherBody) })
        {
            Refused(await Street.Post(Street.Officer(), "/scans", new { token, officers = Street.Officers(), kind = "patrol", items = Street.Items, visitId = id }), 404, "inspection.visit-not-found");
            Refused(await Street.Post(Street.Officer(), "/backfills", new
            {
                uscc = Samples.Uscc, recordNo = "R-1", officers = Street.Officers(), reason = "no network", visitId = id, items = Street.Items,
                enteredAt = TimeProvider.System.GetUtcNow().AddHours(-2), endedAt = TimeProvider.System.GetUtcNow().AddHours(-1),
            }), 404, "inspection.visit-not-found");
        }

        var nowhere = new { reference = "C-0", kind = "not-scanned", body = Street.Body, text = "they did not scan", visitId = Guid.Empty };
        Refused(await Street.Post(Street.Firm, "/complaints", nowhere), 404, "inspection.visit-not-found");
        var today = ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow());
        var plan = await Street.Publish(Street.Body, today, today.AddDays(30));
        Assert.That(patrol, Is.Not.EqualTo(plan));
        Refused(await Street.Post(Street.Coordinator, $"/firms/{Samples.Uscc}/visits", new { visitId = Guid.Empty, plans = new[] { plan }, day = WorkingCalendar.Default.Add(today, 7), explanation = "?" }), 409, "inspection.visit-exists");
    }

    [Test]
    public async Task A_complaint_is_its_firms_own_and_about_a_visit_to_that_firm()
    {
        var visit = (await Street.Patrol()).GetProperty("visit").GetProperty("visitId").GetGuid();
        object Complaint(string reference, Guid? about, string body = Street.Body) => new { reference, kind = "arbitrary", body, text = "no reason", visitId = about };
        Refused(await Street.Post(Street.OtherFirm, "/complaints", Complaint("K-1", visit)), 404, "inspection.visit-not-found");
        Refused(await Street.Post(Street.Firm, "/complaints", Complaint("K-1", visit, Street.OtherBody)), 404, "inspection.visit-not-found");
        Refused(await Street.Post(Street.Firm, "/complaints", Complaint("", visit)), 422, "text-invalid");

        var mine = (await Street.Did(HttpMethod.Post, Street.Firm, "/complaints", Complaint("K-1", visit))).GetProperty("complaintId").GetGuid();
        Assert.That((await Street.Did(HttpMethod.Post, Street.Firm, "/complaints", Complaint("K-1", visit))).GetProperty("complaintId").GetGuid(), Is.EqualTo(mine), "the same again");
        var theirs = (await Street.Did(HttpMethod.Post, Street.OtherFirm, "/complaints", Complaint("K-1", null))).GetProperty("complaintId").GetGuid();
        Assert.That(theirs, Is.Not.EqualTo(mine));
        Refused(await Street.Get(Street.OtherFirm, $"/complaints/{mine}"), 404, "not-found");
        Refused(await Street.Get(Street.Firm, $"/visits/{mine}"), 404, "not-found");
        Refused(await Street.Post(Street.Supervisor, $"/complaints/{visit}/acceptance", new { }), 404, "not-found");
        Refused(await Street.Post(Street.Elsewhere, $"/complaints/{mine}/acceptance", new { }), 404, "not-found");
    }

    [Test]
    public async Task Two_supervisors_of_one_name_are_two_and_the_firm_reads_which_of_them_refused()
    {
        var namesake = Street.Supervisor with { Organisation = Street.CitySupervisor.Organisation };
        async Task<Guid> Complain(object said) => (await Street.Did(HttpMethod.Post, Street.Firm, "/complaints", said)).GetProperty("complaintId").GetGuid();
        var complaint = await Complain(new { reference = "C-1", kind = "arbitrary", body = Street.Body, text = "no reason" });
        await Street.Did(HttpMethod.Post, Street.Supervisor, $"/complaints/{complaint}/refusal", new { reason = "not ours" });
        var refused = (await Street.Did(HttpMethod.Get, Street.Firm, $"/complaints/{complaint}")).GetProperty("hearing");
        Assert.That((refused.GetProperty("refusedBy").GetString(), refused.GetProperty("refusal").GetString()), Is.EqualTo(("supervisor-1@440311", "not ours")));

        await Street.Did(HttpMethod.Post, Street.Firm, $"/complaints/{complaint}/escalation", new { reason = "whose else" });
        var accepted = (await Street.Did(HttpMethod.Post, namesake, $"/complaints/{complaint}/acceptance", new { })).GetProperty("hearing");
        Assert.That(accepted.GetProperty("handledBy").GetString(), Is.EqualTo("supervisor-1@440300"));
        await Street.Did(HttpMethod.Post, namesake, $"/complaints/{complaint}/investigation", new { findings = "a neighbour says so" });
        async Task<string?> Findings(Person who) => (await Street.Did(HttpMethod.Get, who, $"/complaints/{complaint}")).GetProperty("hearing").GetProperty("findings").GetString();
        Assert.That((await Findings(namesake), await Findings(Street.Firm)), Is.EqualTo(("a neighbour says so", (string?)null)));

        var against = await Complain(new { reference = "C-2", kind = "handler", body = Street.Body, text = "he knows them", handler = "supervisor-1@440300" });
        Refused(await Street.Post(namesake, $"/complaints/{against}/acceptance", new { }), 403, "inspection.against-oneself");
        await Street.Did(HttpMethod.Post, Street.CitySupervisor, $"/complaints/{against}/acceptance", new { });
    }

    [Test]
    public async Task What_other_services_find_is_shown_to_bodies_if_it_has_a_legal_basis_and_never_to_the_firm()
    {
        var now = TimeProvider.System.GetUtcNow();
        await City.Publish(new StoreSuspended(Guid.CreateVersion7(), Samples.Uscc, "false invoices", "《税收征收管理法》第五十四条", now));
        await City.Publish(new MerchantFlagged(Guid.CreateVersion7(), Samples.Uscc, "split payments", "《反洗钱法》第二十条", now));
        await City.Publish(new StoreSuspended(Guid.CreateVersion7(), Samples.Uscc, "a rumour", null, now));
        await Eventually.Holds(async () => await Triggers(Street.Officer()) == 2, "bodies read of them");
        Assert.That(await Triggers(Street.Firm), Is.Zero);

        async Task<int> Triggers(Person who) => (await Street.Did(HttpMethod.Get, who, $"/firms/{Samples.Uscc}")).GetProperty("triggers").GetArrayLength();
    }

    [Test]
    public async Task After_abusive_reports_a_complaint_alone_is_no_reason_to_exceed_the_cap()
    {
        await Street.Did(HttpMethod.Put, Street.Supervisor, $"/firms/{Samples.Uscc}/cap", new { cap = 0 });
        await City.Publish(new AbuseOfReportingFlagged(Guid.CreateVersion7(), Samples.Uscc, TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => await City.Scalar("select count(*)::text from mt_events where type = 'inspection.reporting-abuse-noted.v1'") == "1", "it is noted");
        var today = ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow());
        foreach (var (cause, status) in new[] { ("complaint", HttpStatusCode.Conflict), ("monitoring", HttpStatusCode.OK) })
        {
            var plan = Guid.CreateVersion7();
            await Street.Did(HttpMethod.Post, Street.Planner(), $"/firms/{Samples.Uscc}/plans", new { planId = plan, kind = "enforcement", cause, items = Street.Items, from = today, to = today.AddDays(9), minutes = 30 });
            await Street.Did(HttpMethod.Post, Street.Planner(), $"/firms/{Samples.Uscc}/plans/{plan}/submission", new { });
            Assert.That((await Street.Post(Street.Head(), $"/firms/{Samples.Uscc}/plans/{plan}/approval", new { approvalNo = "A-1" })).Status, Is.EqualTo(status), cause);
        }
    }

    [Test]
    public async Task An_appeal_as_people_write_it_becomes_a_complaint()
    {
        var appeal = Guid.CreateVersion7();
        await City.Publish(new AppealClassified(appeal, Samples.Uscc, "inspection", "handler", Street.Body, "against somebody", TimeProvider.System.GetUtcNow()));
        await City.Publish(new AppealClassified(appeal, Samples.Uscc, "inspection", "repeated", Street.Body, "第一行\r\n第二行" + new string('长', 3000), TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => (await Street.Get(Street.Supervisor, $"/complaints/{appeal}")).Status == HttpStatusCode.OK, "the appeal is a complaint");
        Assert.That((await Street.Did(HttpMethod.Get, Street.Supervisor, "/complaints")).GetProperty("items").GetArrayLength(), Is.EqualTo(1));
    }
}
