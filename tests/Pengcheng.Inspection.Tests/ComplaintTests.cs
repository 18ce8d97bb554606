using Pengcheng.Chassis.Http;
using Pengcheng.Inspection.Doors;

namespace Pengcheng.Inspection.Tests;

/// <summary>Complaints: kinds, terms, decision, feedback, and the way up.</summary>
public sealed class ComplaintTests
{
    [Test]
    public void A_complaint_is_taken_up_looked_into_decided_and_answered()
    {
        var city = Samples.City().Complain().Said(typeof(ComplaintFiled));
        Assert.That(Status(city), Is.EqualTo(ComplaintStatus.Filed));
        city.Complain().Nothing();
        city.Accept().Said(typeof(ComplaintAccepted)).Accept().Nothing();
        Assert.That(Status(city), Is.EqualTo(ComplaintStatus.Accepted));
        city.Investigate().Said(typeof(ComplaintInvestigated));
        Assert.That(Status(city), Is.EqualTo(ComplaintStatus.Investigated));
        city.DecideIt(true).Said(typeof(ComplaintDecided)).DecideIt(true).Nothing();
        Assert.That(Status(city), Is.EqualTo(ComplaintStatus.Decided));
        city.Feedback().Said(typeof(FeedbackGiven)).Feedback().Nothing();
        Assert.That((Status(city), city.Complaints[Samples.ComplaintId].Due), Is.EqualTo((ComplaintStatus.FeedbackGiven, (DateOnly?)null)));
        Assert.That(city.Commits.Published.Select(m => m.GetType().Name), Is.EqualTo(new[] { nameof(Contracts.Inspection.ComplaintFiled), nameof(Contracts.Inspection.ComplaintDecided) }));
    }

    [TestCase(ComplaintKind.NotScanned, ViolationKind.UnscannedEntry)]
    [TestCase(ComplaintKind.Arbitrary, ViolationKind.Arbitrary)]
    [TestCase(ComplaintKind.Repeated, ViolationKind.Repeated)]
    [TestCase(ComplaintKind.Uncoordinated, ViolationKind.Uncoordinated)]
    [TestCase(ComplaintKind.UnauthorisedPersonnel, ViolationKind.UnauthorisedPersonnel)]
    [TestCase(ComplaintKind.OutsideItemList, ViolationKind.OutsideItemList)]
    public void A_founded_one_puts_the_body_on_the_ladder_and_an_unfounded_one_does_not(ComplaintKind kind, ViolationKind violation)
    {
        var city = Samples.City().Complain(kind).Accept().Investigate().DecideIt(true).Settle();
        Assert.That(city.Body(Samples.Safety).Violations.Single().Kind, Is.EqualTo(violation));
        Assert.That(Samples.City().Complain(kind).Accept().Investigate().DecideIt(false).Settle().Bodies.Streams, Is.Empty);
    }

    [Test]
    public void An_unscanned_visit_that_a_complaint_shows_is_one_violation_on_visit_and_body()
    {
        var city = Stages.OnTheDay().Complain(visit: Samples.VisitId).Accept().Investigate().DecideIt(true).Settle().Stands(VisitStatus.ExitWithoutScan);
        Assert.That(city.Body(Samples.Safety).Violations, Has.Count.EqualTo(1));
        city.Result(Samples.Safety).Said(typeof(ResultRecorded));
    }

    [Test]
    public void Steps_out_of_order_or_by_others_are_refused()
    {
        var city = Samples.City().Complain();
        city.Accept(Samples.Officer).Refused(InspectionErrors.SupervisionOnly);
        city.Investigate().Refused(InspectionErrors.WrongComplaintState);
        city.DecideIt(true).Refused(InspectionErrors.WrongComplaintState);
        city.Feedback().Refused(InspectionErrors.WrongComplaintState);
        city.Extend().Refused(InspectionErrors.WrongComplaintState);
        city.Escalate().Refused(InspectionErrors.WrongComplaintState);
        city.Accept().RefuseIt().Refused(InspectionErrors.WrongComplaintState);
        city.Accept(Samples.Supervisor with { Subject = "another" }).Refused(InspectionErrors.WrongComplaintState);
        Samples.City().Complain(text: "").Refused(ChassisErrors.TextInvalid);
        Samples.City().Complain(ComplaintKind.Handler).Refused(InspectionErrors.HandlerNeeded);
        Samples.City().Complain(handler: "x").Refused(InspectionErrors.HandlerNeeded);
        city.Complain(ComplaintKind.Repeated).Refused(InspectionErrors.ComplaintExists);
        Samples.City().OnComplaint((c, x, p) => FileComplaint.Decide(
            c, new FileComplaint(Samples.ComplaintId, ComplaintKind.Repeated, Samples.Uscc, "440311", "a/b", null, "again"), x, p)).Refused(InspectionErrors.BodyInvalid);
    }

    [Test]
    public void An_investigation_is_extended_once()
    {
        var city = Samples.City().Complain().Accept();
        var due = city.Complaints[Samples.ComplaintId].Due!.Value;
        city.Extend().Said(typeof(InvestigationExtended));
        Assert.That(city.Complaints[Samples.ComplaintId].Due, Is.EqualTo(WorkingCalendar.Default.Add(due, 10)));
        city.Extend().Refused(InspectionErrors.ExtendedBefore);
    }

    [TestCase(0, 3)]
    [TestCase(1, 11)]
    public void What_is_not_done_in_its_term_goes_up(int accepted, int days)
    {
        var city = Samples.City().Complain();
        if (accepted > 0) city.Accept();
        city.Advance(days - 1);
        Assert.That(city.Complaints[Samples.ComplaintId].Level, Is.EqualTo(SupervisionLevel.District));
        city.Advance(1);
        Assert.That((city.Complaints[Samples.ComplaintId].Level, Status(city)), Is.EqualTo((SupervisionLevel.City, ComplaintStatus.Filed)));
        city.Accept(Samples.Supervisor).Refused(InspectionErrors.LevelTooLow);
        city.Advance(10);
        Assert.That(city.Complaints.Events(Samples.ComplaintId).OfType<ComplaintOverdue>().Count(), Is.EqualTo(1), "above the city there is only being seen");
    }

    [Test]
    public void The_firm_goes_up_when_it_is_not_content_and_whoever_decided_is_out()
    {
        var city = Samples.City().Complain().Accept(Samples.CitySupervisor).Investigate(Samples.CitySupervisor).DecideIt(false, Samples.CitySupervisor).Feedback(Samples.CitySupervisor);
        city.Escalate().Said(typeof(ComplaintEscalated));
        city.Accept(Samples.CitySupervisor).Refused(InspectionErrors.AgainstOneself);
        var next = Samples.CitySupervisor with { Subject = "city-zhou" };
        city.Accept(next).Investigate(next).DecideIt(true, next).Feedback(next).Escalate().Refused(InspectionErrors.TopLevel);
        Samples.City().Complain().RefuseIt().Said(typeof(ComplaintRefused)).RefuseIt().Nothing().Escalate().Said(typeof(ComplaintEscalated));
    }

    [Test]
    public void Whoever_refused_or_decided_below_has_no_hand_in_it_above()
    {
        var decided = Samples.City().Complain().Accept().Investigate().DecideIt(false, Samples.CitySupervisor).Feedback().Escalate();
        decided.Accept(Samples.CitySupervisor).Refused(InspectionErrors.AgainstOneself);
        var refused = Samples.City().Complain().OnComplaint((c, _, _) => RefuseComplaint.Decide(c, new RefuseComplaint("not an inspection", Samples.CitySupervisor))).Escalate();
        refused.Accept(Samples.CitySupervisor).Refused(InspectionErrors.AgainstOneself);
        refused.Accept(Samples.CitySupervisor with { Subject = "city-zhou" }).Said(typeof(ComplaintAccepted));
    }

    [Test]
    public void A_term_missed_below_does_not_hide_one_missed_above()
    {
        var city = Samples.City().Complain().Accept().Investigate().DecideIt(false).Advance(5).Feedback().Escalate().Advance(5);
        Assert.That(city.Complaints.Events(Samples.ComplaintId).OfType<ComplaintOverdue>().Select(e => e.Stage), Is.EqualTo(new[] { ComplaintStatus.Decided, ComplaintStatus.Filed }));
    }

    [Test]
    public void The_firm_reads_who_refused_or_decided_and_why_and_supervision_what_was_found()
    {
        var firm = new Caller("firm-1", "app", "firm", Samples.Uscc.ToString());
        var supervision = new Caller("sj-li", "desk", "supervisor", Samples.Profile.District);
        ComplaintDoor.ComplaintView Seen(City city, Caller caller) => ComplaintDoor.ComplaintView.Of(city.Complaints[Samples.ComplaintId], caller);

        var refused = Seen(Samples.City().Complain().RefuseIt(), firm);
        Assert.That((refused.Text, refused.Hearing.RefusedBy, refused.Hearing.Refusal), Is.EqualTo(("they did not scan", Samples.Supervisor.Subject, "not an inspection")));

        var city = Samples.City().Complain().Accept().Extend().Investigate().DecideIt(false).Feedback();
        var said = new Hearing(SupervisionLevel.District, Samples.Supervisor.Subject, null, null, "witness abroad", "they had not", false, "decided", Samples.Supervisor.Subject, "told");
        Assert.That((Seen(city, supervision).Hearing, Seen(city, firm).Hearing), Is.EqualTo((said, said with { Findings = null })));

        city.Escalate().Accept(Samples.CitySupervisor);
        Assert.That((Seen(city, firm).Hearing, Seen(city, firm).Below, Seen(city, firm).Escalation),
            Is.EqualTo((new Hearing(SupervisionLevel.City, Samples.CitySupervisor.Subject), said with { Findings = null }, "not content")), "what was said below is still read above");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_founded_complaint_makes_a_dismissed_violation_stand_again(bool isUnscanned)
    {
        var city = isUnscanned ? Stages.OnTheDay().OnVisit((v, _, _, _) => DetectUnscannedEntry.Decide(v, new DetectUnscannedEntry(Samples.VisitId, Samples.Safety, "location"))) : Samples.City();
        city.Settle().Complain(isUnscanned ? ComplaintKind.NotScanned : ComplaintKind.Arbitrary, isUnscanned ? Samples.VisitId : null).Accept().Investigate();
        if (isUnscanned) Dismiss(city).Said(typeof(ViolationDismissed), typeof(RectifyOrderLifted));
        city.DecideIt(true).Settle();
        if (!isUnscanned) Dismiss(city).Feedback().Escalate().Accept(Samples.CitySupervisor).Investigate(Samples.CitySupervisor).DecideIt(true, Samples.CitySupervisor).Settle();
        var body = city.Body(Samples.Safety);
        Assert.That((body.Violations.Single().State, body.Violations.Single().Dismissal), Is.EqualTo((ViolationState.Standing, (string?)null)));
        Assert.That(body.Orders.Select(order => order.Step), Is.EqualTo(new[] { LadderStep.Lifted, LadderStep.Ordered }));
    }

    [Test]
    public void What_the_city_finds_unfounded_is_not_held_against_the_body_any_more()
    {
        var city = CityDecides(Samples.City().Complain().Accept().Investigate().DecideIt(true).Feedback().Settle(), founded: false);
        Assert.That(city.Body(Samples.Safety).Violations.Single().State, Is.EqualTo(ViolationState.Dismissed));
        Assert.That(city.Body(Samples.Safety).Orders.Single().Step, Is.EqualTo(LadderStep.Lifted));
        var upheld = CityDecides(Samples.City().Complain().Accept().Investigate().DecideIt(true).Feedback().Settle(), founded: true);
        Assert.That(upheld.Body(Samples.Safety).Orders.Single().Step, Is.EqualTo(LadderStep.Ordered), "it goes on where it was");
        Assert.That(CityDecides(Samples.City().Complain().Accept().Investigate().DecideIt(false).Feedback(), founded: false).Bodies.Streams, Is.Empty);
    }

    [Test]
    public void What_else_shows_a_violation_outlives_the_complaint()
    {
        var city = Samples.City().Emergency().Leave(Samples.Safety).Settle().Complain(visit: Samples.VisitId).Accept().Investigate().DecideIt(true).Feedback().Settle();
        Assert.That(CityDecides(city, founded: false).Body(Samples.Safety).Violations.Single(), Has.Property("Detail").EqualTo("exit").And.Property("State").EqualTo(ViolationState.Standing));
    }

    private static City CityDecides(City city, bool founded) =>
        city.Escalate().Accept(Samples.CitySupervisor).Investigate(Samples.CitySupervisor).DecideIt(founded, Samples.CitySupervisor).Settle();

    private static City Dismiss(City city) => city.OnBody(Samples.Safety, (b, _, _) => DismissViolation.Decide(
        b, new DismissViolation(Samples.Safety, Samples.Profile.District, b.Violations.Single().ViolationId, "seen otherwise", Samples.Supervisor)));

    private static ComplaintStatus Status(City city) => city.Complaints[Samples.ComplaintId].Status;
}

internal static class ComplaintSteps
{
    public static City Complain(this City city, ComplaintKind kind = ComplaintKind.NotScanned, Guid? visit = null, string? handler = null, string text = "they did not scan") =>
        city.OnComplaint((c, x, p) => FileComplaint.Decide(c, new FileComplaint(Samples.ComplaintId, kind, Samples.Uscc, Samples.Profile.District, Samples.Safety, visit, text, handler), x, p));

    public static City Accept(this City city, Actor? by = null) => city.OnComplaint((c, x, p) => AcceptComplaint.Decide(c, new AcceptComplaint(by ?? Samples.Supervisor), x, p));

    public static City RefuseIt(this City city) => city.OnComplaint((c, _, _) => RefuseComplaint.Decide(c, new RefuseComplaint("not an inspection", Samples.Supervisor)));

    public static City Extend(this City city) => city.OnComplaint((c, x, p) => ExtendInvestigation.Decide(c, new ExtendInvestigation("witness abroad", Samples.Supervisor), x, p));

    public static City Investigate(this City city, Actor? by = null) => city.OnComplaint((c, _, _) => RecordInvestigation.Decide(c, new RecordInvestigation("they had not", by ?? Samples.Supervisor)));

    public static City DecideIt(this City city, bool founded, Actor? by = null) => city.OnComplaint((c, x, p) => DecideComplaint.Decide(c, new DecideComplaint(founded, "decided", by ?? Samples.Supervisor), x, p));

    public static City Feedback(this City city, Actor? by = null) => city.OnComplaint((c, _, _) => GiveFeedback.Decide(c, new GiveFeedback("told", by ?? Samples.Supervisor)));

    public static City Escalate(this City city) => city.OnComplaint((c, x, p) => EscalateComplaint.Decide(c, new EscalateComplaint("not content"), x, p));
}
