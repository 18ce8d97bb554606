namespace Pengcheng.Inspection.Tests;

/// <summary>What comes of a visit: results, orders to the firm, acknowledgement, dispute, the end.</summary>
public sealed class ResultTests
{
    private static readonly OrderedRectification Order = new("整改-7", "clear the fire exit", new DateOnly(2025, 3, 28));

    [Test]
    public void A_result_completes_the_plan()
    {
        var city = Stages.Inside().Result(Samples.Safety).Said(typeof(ResultRecorded)).Settle().Stands(VisitStatus.ResultRecorded);
        Assert.That(PlanTests.State(city, 1), Is.EqualTo(PlanState.Completed));
        city.Result(Samples.Safety).Nothing();
        city.Result(Samples.Safety, InspectionOutcome.CaseOpened).Refused(InspectionErrors.ResultExists);
        Invariants.Results(city.Visit());
    }

    [Test]
    public void Items_that_are_left_go_back_to_the_pool()
    {
        var city = Stages.Planned(EntryKind.Enforcement, InspectionCause.Planned, 3, Samples.Safety).Announce().RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0)));
        city.Scan(Samples.Safety).Result(Samples.Safety, items: 2).Settle();
        var plan = city.Firm().Docket.Find(Samples.Id(1))!;
        Assert.That((plan.State, plan.Left.Single().Code), Is.EqualTo((PlanState.PartlyExecuted, Samples.Items(Samples.Safety, 3)[2].Code)));
        city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(502), [Samples.Id(1)], new DateOnly(2025, 3, 28), "the rest"), x, p)).Said(typeof(VisitScheduled)).Settle();
        Assert.That(city.Visit(Samples.Id(502)).Participants.Single().Items.Single().Code, Is.EqualTo(plan.Left.Single().Code));
        city.Void(Samples.VisitId).Settle();
        Assert.That((PlanTests.State(city, 1), city.Firm().Docket.Find(Samples.Id(1))!.Left.Count()), Is.EqualTo((PlanState.Scheduled, 3)), "it keeps the visit that it has got since");
    }

    [Test]
    public void A_result_without_an_entry_is_kept_and_is_a_violation()
    {
        var city = Stages.OnTheDay().Result(Samples.Safety).Said(typeof(ResultRecorded), typeof(UnscannedEntryDetected)).Settle();
        Assert.That((city.Visit().Status, city.Firm().Tally.Entries.Count), Is.EqualTo((VisitStatus.ResultRecorded, 0)));
        Invariants.Results(city.Visit());
    }

    [Test]
    public void Results_are_of_those_who_came_and_of_what_they_came_for()
    {
        Stages.Inside().Result(Samples.Fire).Refused(InspectionErrors.NotAParticipant);
        Stages.Inside().Result(Samples.Safety, items: 2).Refused(InspectionErrors.ItemsOutsidePlan);
        Stages.Inside().OnVisit((v, _, x, p) => RecordResult.Decide(v, new RecordResult(Samples.Safety, [], InspectionOutcome.NothingFound, "x"), x, p)).Refused(InspectionErrors.ItemsOutsidePlan);
        Stages.Planned().Result(Samples.Safety).Refused(InspectionErrors.NotAnnounced);
        Stages.Announced().Result(Samples.Safety).Refused(InspectionErrors.WrongVisitState);
        Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered).Refused(InspectionErrors.RectificationInvalid);
        Stages.Inside().Result(Samples.Safety, InspectionOutcome.NothingFound, Order).Refused(InspectionErrors.RectificationInvalid);
        Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order with { Due = new DateOnly(2025, 3, 1) }).Refused(InspectionErrors.RectificationInvalid);
        Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order with { Due = Stages.Inside().Today.AddYears(2).AddDays(1) }).Refused(InspectionErrors.RectificationInvalid);
        Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order with { Due = Stages.Inside().Today.AddYears(2) }).Said(typeof(ResultRecorded), typeof(RectificationOrdered));
        var absent = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire)));
        absent.Result(Samples.Fire).Refused(InspectionErrors.MarkedAbsent);
    }

    [Test]
    public void An_order_is_carried_out_reported_and_accepted()
    {
        var city = Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order).Said(typeof(ResultRecorded), typeof(RectificationOrdered));
        City Accept(string body) => city.OnVisit((v, _, x, _) => AcceptRectification.Decide(v, new AcceptRectification(Order.OrderNo, body), x));
        Assert.That(city.Commits.Published.OfType<Contracts.Inspection.RectificationOrdered>().Single().Due, Is.EqualTo(Order.Due));
        Accept(Samples.Safety).Refused(InspectionErrors.NotReported);
        city.OnVisit((v, _, _, _) => ReportRectification.Decide(v, new ReportRectification("other", "done"))).Refused(InspectionErrors.OrderNotFound);
        city.OnVisit((v, _, _, _) => ReportRectification.Decide(v, new ReportRectification(Order.OrderNo, "done"))).Said(typeof(RectificationReported));
        Accept(Samples.Fire).Refused(InspectionErrors.OrderNotFound);
        Accept(Samples.Safety).Said(typeof(RectificationAccepted));
        Accept(Samples.Safety).Nothing();
        city.Advance(15);
        Assert.That(city.Times<RectificationOverdue>(), Is.Zero);
    }

    [Test]
    public void An_order_that_is_not_reported_is_overdue_and_keeps_the_visit_open()
    {
        var city = Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order).Advance(40);
        Assert.That((city.Times<RectificationOverdue>(), city.Visit().IsLive), Is.EqualTo((1, true)));
        city.OnVisit((v, _, _, _) => ReportRectification.Decide(v, new ReportRectification(Order.OrderNo, "late, but done")));
        city.OnVisit((v, _, x, _) => AcceptRectification.Decide(v, new AcceptRectification(Order.OrderNo, Samples.Safety), x)).Said(typeof(RectificationAccepted), typeof(VisitClosed));
    }

    [Test]
    public void The_firm_acknowledges_or_is_silent()
    {
        Stages.Inside().OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)).Refused(InspectionErrors.WrongVisitState);
        var city = Stages.Acknowledged().Said(typeof(ResultAcknowledged)).Stands(VisitStatus.EnterpriseAcknowledged);
        city.OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)).Nothing();
        city.Advance(11).Stands(VisitStatus.Closed);
        Stages.WithResults().Advance(6).Stands(VisitStatus.EnterpriseAcknowledged).Advance(11).Stands(VisitStatus.Closed);
    }

    [Test]
    public void One_rating_token_for_a_visit()
    {
        City Token(City city, string blinded) => city.OnVisit((v, _, x, _) => IssueRatingToken.Decide(v, new IssueRatingToken(blinded), x));
        Token(Stages.WithResults(), "a1").Refused(InspectionErrors.WrongVisitState);
        var city = Token(Stages.Acknowledged(), "a1").Said(typeof(RatingTokenIssued)).Stands(VisitStatus.Rated);
        Assert.That(city.Visit().StatusForOthers, Is.EqualTo(VisitStatus.EnterpriseAcknowledged), "nobody but the firm sees that it may rate");
        Token(city, "a1").Nothing();
        Token(city, "b2").Refused(InspectionErrors.RatedBefore);
        Assert.That(city.Visit().RatingToken, Is.EqualTo(new RatingTokenIssued("a1", Samples.Safety, "2025Q1")), "whenever it is asked for again");
        var open = Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order).Advance(6);
        Token(open, "a1").Said(typeof(RatingTokenIssued)).Stands(VisitStatus.Rated);
        city.Advance(11).Stands(VisitStatus.Closed);
        var late = Stages.Inside().Result(Samples.Safety, InspectionOutcome.RectificationOrdered, Order).Advance(20);
        Token(late, "a1").Refused(InspectionErrors.RatingOver);
    }

    [Test]
    public void A_token_stays_the_only_one_and_hidden_when_the_entry_is_voided_and_made_anew()
    {
        City Token(City city, string blinded) => city.OnVisit((v, _, x, _) => IssueRatingToken.Decide(v, new IssueRatingToken(blinded), x));
        var city = Token(Stages.Acknowledged(), "a1").Void(Samples.VisitId).Settle().Scan(Samples.Safety).Result(Samples.Safety).Settle();
        Assert.That((city.Visit().Status, city.Visit().StatusForOthers), Is.EqualTo((VisitStatus.ResultRecorded, VisitStatus.ResultRecorded)));
        city.OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p));
        Token(city, "b2").Refused(InspectionErrors.RatedBefore);
    }

    [Test]
    public void What_is_refused_says_no_more_than_everybody_may_know()
    {
        var city = Stages.Acknowledged().OnVisit((v, _, x, _) => IssueRatingToken.Decide(v, new IssueRatingToken("a1"), x)).Stands(VisitStatus.Rated);
        city.OnVisit((v, _, x, _) => ReportNoEntry.Decide(v, new ReportNoEntry(Samples.Safety, "shutters down"), x)).Refused(InspectionErrors.WrongVisitState);
        Assert.That(city.Last.Refusal!.ToString(), Does.Not.Contain("ated"));
    }

    [Test]
    public void A_dispute_stops_the_clock_until_supervision_has_settled_it()
    {
        City Dispute(City city) => city.OnVisit((v, _, _, _) => DisputeVisit.Decide(v, new DisputeVisit("nobody came")));
        var city = Dispute(Stages.Inside()).Said(typeof(VisitDisputed), typeof(SuspectedFalseScan)).Stands(VisitStatus.Disputed);
        Dispute(city).Nothing();
        city.Result(Samples.Safety).OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)).Refused(InspectionErrors.WrongVisitState);
        city.Advance(30).Stands(VisitStatus.Disputed);
        city.OnVisit((v, _, x, _) => ResolveDispute.Decide(v, new ResolveDispute("they came", Samples.Officer), x)).Refused(InspectionErrors.SupervisionOnly);
        city.OnVisit((v, _, x, _) => ResolveDispute.Decide(v, new ResolveDispute("they came", Samples.Supervisor), x)).Said(typeof(DisputeResolved)).Stands(VisitStatus.ResultRecorded);
        city.Advance(6).Stands(VisitStatus.EnterpriseAcknowledged);
        Dispute(Stages.OnTheDay()).Refused(InspectionErrors.WrongVisitState);
        Dispute(Stages.Acknowledged()).Refused(InspectionErrors.WrongVisitState);
    }
}
