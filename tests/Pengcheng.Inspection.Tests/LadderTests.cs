namespace Pengcheng.Inspection.Tests;

/// <summary>The ladder for bodies, step by step, with its clocks in working days.</summary>
public sealed class LadderTests
{
    private const string Id = "unscanned:1";

    private static readonly string District = Samples.Profile.District;

    [Test]
    public void A_violation_begins_the_ladder_once()
    {
        var city = Violated().Said(typeof(ViolationRecorded), typeof(RectifyOrderIssued));
        Assert.That(Order(city), Is.EqualTo(new LadderOrder($"{Samples.Safety}-1", Id, LadderStep.Ordered, new DateOnly(2025, 3, 17))));
        Violate(city).Nothing();
    }

    [Test]
    public void What_is_put_right_in_time_is_done_with()
    {
        var city = Violated();
        On(city, b => FulfilOrder.Decide(b, new FulfilOrder(No, Samples.Supervisor))).Refused(InspectionErrors.WrongStep);
        On(city, b => AnswerOrder.Decide(b, new AnswerOrder(No, "trained"))).Said(typeof(RectifyOrderAnswered));
        On(city, b => FulfilOrder.Decide(b, new FulfilOrder(No, Samples.Officer))).Refused(InspectionErrors.SupervisionOnly);
        On(city, b => FulfilOrder.Decide(b, new FulfilOrder(No, Samples.Supervisor))).Said(typeof(RectifyOrderFulfilled));
        On(city, b => FulfilOrder.Decide(b, new FulfilOrder(No, Samples.Supervisor))).Nothing();
        city.Advance(30);
        Assert.That((Order(city).Step, city.Commits.Deadlines.Count), Is.EqualTo((LadderStep.Fulfilled, 0)));
        On(city, b => AnswerOrder.Decide(b, new AnswerOrder(No, "x"))).Refused(InspectionErrors.LadderOrderNotFound);
    }

    [Test]
    public void What_is_not_goes_up_step_by_step()
    {
        var city = Violated();
        On(city, b => InterviewHead.Decide(b, new InterviewHead(No, "spoke", Samples.Supervisor))).Refused(InspectionErrors.WrongStep);
        city.Advance(10);
        Assert.That(Order(city).Step, Is.EqualTo(LadderStep.Ordered), "the tenth day is not over");
        city.Advance(1);
        Assert.That(Order(city).Step, Is.EqualTo(LadderStep.Reported));
        On(city, b => InterviewHead.Decide(b, new InterviewHead(No, "spoke", Samples.Officer))).Refused(InspectionErrors.SupervisionOnly);
        On(city, b => InterviewHead.Decide(b, new InterviewHead(No, "spoke", Samples.Supervisor))).Said(typeof(HeadInterviewed));
        On(city, b => InterviewHead.Decide(b, new InterviewHead(No, "spoke", Samples.Supervisor))).Nothing();
        city.Advance(11);
        Assert.That((Order(city).Step, city.Commits.Deadlines.Count), Is.EqualTo((LadderStep.Transferred, 0)));
    }

    [Test]
    public void An_answer_stops_the_clock_and_a_rejected_one_starts_it_anew()
    {
        var city = Violated();
        On(city, b => AnswerOrder.Decide(b, new AnswerOrder(No, "trained"))).Advance(20);
        Assert.That(Order(city).Step, Is.EqualTo(LadderStep.Ordered));
        city.OnBody(Samples.Safety, (b, x, p) => RejectAnswer.Decide(b, new RejectAnswer(No, "not enough", Samples.Officer), x, p)).Refused(InspectionErrors.SupervisionOnly);
        city.OnBody(Samples.Safety, (b, x, p) => RejectAnswer.Decide(b, new RejectAnswer(No, "not enough", Samples.Supervisor), x, p)).Said(typeof(RectifyOrderAnswerRejected));
        city.OnBody(Samples.Safety, (b, x, p) => RejectAnswer.Decide(b, new RejectAnswer(No, "not enough", Samples.Supervisor), x, p)).Refused(InspectionErrors.WrongStep);
        city.Advance(11);
        Assert.That(Order(city).Step, Is.EqualTo(LadderStep.Reported));
    }

    [Test]
    public void Whoever_answers_in_time_and_never_well_goes_up_all_the_same()
    {
        var city = Violated();
        AnswerAndReject(city).Said(typeof(RectifyOrderAnswerRejected)).Advance(9);
        AnswerAndReject(city).Said(typeof(RectifyOrderAnswerRejected), typeof(ReportedToGovernment));
        Assert.That((Order(city).Step, Order(city).IsAnswered, Order(city).Due), Is.EqualTo((LadderStep.Reported, false, WorkingCalendar.Default.Add(city.Today, 10))));
        AnswerAndReject(city).Said(typeof(RectifyOrderAnswerRejected));
        AnswerAndReject(city).Said(typeof(RectifyOrderAnswerRejected), typeof(CaseTransferred));
        Assert.That((Order(city).Step, city.Commits.Deadlines.Count), Is.EqualTo((LadderStep.Transferred, 0)));
    }

    [Test]
    public void Both_sides_read_what_was_written_last()
    {
        var city = AnswerAndReject(Violated()).Advance(11);
        On(city, b => InterviewHead.Decide(b, new InterviewHead(No, "spoke", Samples.Supervisor)));
        On(city, b => TransferCase.Decide(b, new TransferCase(No, "bribery", Samples.Supervisor)));
        Assert.That(Order(city), Is.EqualTo(new LadderOrder(No, Id, LadderStep.Transferred, Order(city).Due, false, "trained", "not enough", 0, "spoke", "bribery")));
        On(city, b => DismissViolation.Decide(b, new DismissViolation(Samples.Safety, District, Id, "another's", Samples.Supervisor)));
        Assert.That(city.Body(Samples.Safety).Violations.Single().Dismissal, Is.EqualTo("another's"));
    }

    [Test]
    public void A_grave_matter_is_handed_over_at_once()
    {
        var city = Violated();
        On(city, b => TransferCase.Decide(b, new TransferCase(No, "bribery", Samples.Officer))).Refused(InspectionErrors.SupervisionOnly);
        On(city, b => TransferCase.Decide(b, new TransferCase("other", "bribery", Samples.Supervisor))).Refused(InspectionErrors.LadderOrderNotFound);
        On(city, b => TransferCase.Decide(b, new TransferCase(No, "bribery", Samples.Supervisor))).Said(typeof(CaseTransferred));
        On(city, b => TransferCase.Decide(b, new TransferCase(No, "bribery", Samples.Supervisor))).Nothing();
    }

    [Test]
    public void A_suspicion_is_for_supervision_to_judge()
    {
        City Suspect() => Samples.City().OnBody(Samples.Safety, (b, _, _) => NoteSuspicion.Decide(b, new NoteSuspicion(Samples.Safety, District, Id, ViolationKind.FalseScan, "900 m"))).Said(typeof(SuspicionNoted));
        var city = Suspect();
        city.OnBody(Samples.Safety, (b, _, _) => NoteSuspicion.Decide(b, new NoteSuspicion(Samples.Safety, District, Id, ViolationKind.FalseScan, "900 m"))).Nothing();
        city.OnBody(Samples.Safety, (b, x, p) => ConfirmSuspicion.Decide(b, new ConfirmSuspicion(Id, Samples.Officer), x, p)).Refused(InspectionErrors.SupervisionOnly);
        city.OnBody(Samples.Safety, (b, x, p) => ConfirmSuspicion.Decide(b, new ConfirmSuspicion("other", Samples.Supervisor), x, p)).Refused(InspectionErrors.ViolationNotFound);
        city.OnBody(Samples.Safety, (b, x, p) => ConfirmSuspicion.Decide(b, new ConfirmSuspicion(Id, Samples.Supervisor), x, p)).Said(typeof(ViolationRecorded), typeof(RectifyOrderIssued));
        city.OnBody(Samples.Safety, (b, x, p) => ConfirmSuspicion.Decide(b, new ConfirmSuspicion(Id, Samples.Supervisor), x, p)).Nothing();
        On(Suspect(), b => DismissViolation.Decide(b, new DismissViolation(Samples.Safety, District, Id, "the map was wrong", Samples.Supervisor))).Said(typeof(ViolationDismissed));
    }

    [Test]
    public void What_is_dismissed_takes_its_order_with_it()
    {
        var city = Violated();
        City Dismiss(Actor by, string id = Id) => On(city, b => DismissViolation.Decide(b, new DismissViolation(Samples.Safety, District, id, "it was an outage", by)));
        Dismiss(Samples.Officer).Refused(InspectionErrors.SupervisionOnly);
        Dismiss(Samples.Supervisor, "other").Refused(InspectionErrors.ViolationNotFound);
        Dismiss(Samples.Supervisor).Said(typeof(ViolationDismissed), typeof(RectifyOrderLifted));
        Dismiss(Samples.Supervisor).Nothing();
        Violate(city).Nothing();
    }

    [Test]
    public void An_excuse_that_overtakes_its_violation_holds()
    {
        var city = Samples.City();
        On(city, b => DismissViolation.Decide(b, new DismissViolation(Samples.Safety, District, Id, "entered in time", Actor.Clock))).Said(typeof(SuspicionNoted), typeof(ViolationDismissed));
        Violate(city).Nothing();
    }

    private const string No = Samples.Safety + "-1";

    private static City Violated() => Violate(Samples.City());

    private static City Violate(City city) =>
        city.OnBody(Samples.Safety, (b, x, p) => NoteViolation.Decide(b, new NoteViolation(Samples.Safety, District, Id, ViolationKind.UnscannedEntry, "result"), x, p));

    private static City AnswerAndReject(City city) => On(city, b => AnswerOrder.Decide(b, new AnswerOrder(No, "trained")))
        .OnBody(Samples.Safety, (b, x, p) => RejectAnswer.Decide(b, new RejectAnswer(No, "not enough", Samples.Supervisor), x, p));

    private static City On(City city, Func<Body, Decision> decide) => city.OnBody(Samples.Safety, (b, _, _) => decide(b));

    private static LadderOrder Order(City city) => city.Body(Samples.Safety).Orders.Single();
}
