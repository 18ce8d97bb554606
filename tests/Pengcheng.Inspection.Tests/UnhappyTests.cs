namespace Pengcheng.Inspection.Tests;

/// <summary>The dossier's unhappy paths, by their numbers.</summary>
public sealed class UnhappyTests
{
    [Test]
    public void Path_1_a_firm_that_shows_nothing_is_looked_up_and_the_visit_counts()
    {
        Stages.OnTheDay().Scan(Samples.Safety, EntryMethod.Lookup).Refused(ChassisErrors.TextInvalid);
        var city = Stages.OnTheDay().Scan(Samples.Safety, EntryMethod.Lookup, reason: "the firm would not show its code").Said(typeof(EntryScanned), typeof(EntryRecorded)).Settle();
        Assert.That((city.Visit().Entry!.Method, city.Firm().Tally.Entries.Count), Is.EqualTo((EntryMethod.Lookup, 1)));
    }

    [Test]
    public void Path_2_an_emergency_is_inspected_first_and_scanned_before_leaving()
    {
        var city = Samples.City().Emergency().Said(typeof(VisitOpened), typeof(EmergencyEntryDeclared)).Stands(VisitStatus.EmergencyEntered);
        city.Emergency().Nothing();
        city.Scan(Samples.Safety).Said(typeof(LateScanRecorded), typeof(EntryRecorded)).Stands(VisitStatus.LateScanned).Settle();
        city.Leave(Samples.Safety).Said(typeof(Departed));
        city.Leave(Samples.Safety).Nothing();
        Assert.That((city.Visit().Unscanned.Count, city.Firm().Tally.Entries.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Path_2_an_emergency_in_a_planned_visit_is_on_its_day_or_a_visit_of_its_own()
    {
        Stages.OnTheDay().Emergency().Said(typeof(EmergencyEntryDeclared)).Scan(Samples.Safety).Said(typeof(LateScanRecorded), typeof(EntryRecorded));
        Stages.Announced().Emergency().Refused(InspectionErrors.EmergencyOnAnotherDay);
    }

    [Test]
    public void Path_2_an_emergency_over_midnight_is_scanned_before_leaving()
    {
        var city = Samples.City(ShenzhenTime.At(new DateOnly(2025, 3, 3), new TimeOnly(23, 50))).Emergency();
        city.RunUntil(city.Commits.Now.AddHours(1)).Scan(Samples.Safety).Said(typeof(LateScanRecorded), typeof(EntryRecorded));
        Assert.That(city.Visit().Unscanned, Is.Empty);
    }

    [Test]
    public void Path_2_an_emergency_after_the_visit_of_the_day_is_an_entry_of_its_own()
    {
        var city = Stages.WithResults();
        var gas = new DeclareEmergency(Samples.Subject(Samples.Id(700), EntryKind.Enforcement, InspectionCause.Monitoring), Samples.Items(Samples.Safety), Samples.Safety, Samples.Officers(Samples.Safety), "gas");
        city.OnVisit((v, known, x, p) => DeclareEmergency.Decide(v, gas, known, x, p), Samples.Id(700)).Said(typeof(VisitOpened), typeof(EmergencyEntryDeclared));
        city.OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(Samples.Safety), known, x, p), Samples.Id(700)).Said(typeof(LateScanRecorded), typeof(EntryRecorded)).Settle();
        Assert.That((city.Firm().Tally.Entries.Count, city.Visit(Samples.Id(700)).Unscanned.Count), Is.EqualTo((2, 0)));
        city.Void(Samples.Id(700)).Settle().Void(Samples.VisitId).Settle();
        Assert.That(city.Firm().Tally.Entries.TrueForAll(entry => entry.IsVoid));
    }

    [Test]
    public void Path_4_a_visit_in_which_somebody_was_inside_unscanned_and_wrote_nothing_ends_all_the_same()
    {
        var planned = Stages.OnTheDay().OnVisit((v, _, _, _) => DetectUnscannedEntry.Decide(v, new DetectUnscannedEntry(Samples.VisitId, Samples.Safety, "location"))).Settle();
        planned.Advance(10).Stands(VisitStatus.Cancelled);
        Assert.That((PlanTests.State(planned, 1), planned.Body(Samples.Safety).Violations.Single().State), Is.EqualTo((PlanState.Published, ViolationState.Standing)));
        Samples.City().Emergency().Leave(Samples.Safety).Settle().Stands(VisitStatus.ExitWithoutScan).Advance(10).Stands(VisitStatus.Cancelled);
        var joint = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety).OnVisit((v, _, _, _) =>
            DetectUnscannedEntry.Decide(v, new DetectUnscannedEntry(Samples.VisitId, Samples.Fire, "location"))).Settle().Advance(10);
        Assert.That(joint.Visit().HasResults);
    }

    [Test]
    public void Path_5_a_firm_that_nobody_came_to_says_so_of_those_who_scanned()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Fire).OnVisit((v, _, _, _) => DisputeVisit.Decide(v, new DisputeVisit("nobody came")));
        Assert.That(city.Last.One<SuspectedFalseScan>().Body, Is.EqualTo(Samples.Fire), "and not of the lead, who has not scanned");
    }

    [Test]
    public void Path_2_even_an_emergency_is_for_certified_officers() => Samples.City().OnVisit((v, known, x, p) => DeclareEmergency.Decide(
        v, new DeclareEmergency(Samples.Subject(Samples.VisitId), Samples.Items(Samples.Safety), Samples.Safety, ["helper-1", "helper-2"], "gas"), known, x, p)).Refused(InspectionErrors.OfficerNotCertified);

    [Test]
    public void Path_4_leaving_without_a_scan_is_a_violation()
    {
        var city = Samples.City().Emergency().Leave(Samples.Safety).Said(typeof(ExitedWithoutScan), typeof(UnscannedEntryDetected)).Stands(VisitStatus.ExitWithoutScan).Settle();
        Assert.That(city.Body(Samples.Safety).Violations.Single(), Is.EqualTo(new Violation($"unscanned:{Samples.VisitId:N}:{Samples.Safety}", Samples.Profile.District, ViolationKind.UnscannedEntry, "exit", ViolationState.Standing)));
        Samples.City().Emergency().Advance(1, 9).Stands(VisitStatus.EmergencyEntered).Advance(0, 11).Stands(VisitStatus.ExitWithoutScan);
        Stages.OnTheDay().Leave(Samples.Safety).Refused(InspectionErrors.NotInside);
    }

    [TestCase("complaint")]
    [TestCase("location")]
    public void Path_4_a_complaint_or_a_location_shows_it_too(string source)
    {
        City Detect(City city) => city.OnVisit((v, _, _, _) => DetectUnscannedEntry.Decide(v, new DetectUnscannedEntry(Samples.VisitId, Samples.Safety, source)));
        Detect(Detect(Stages.OnTheDay()).Said(typeof(UnscannedEntryDetected))).Nothing();
        Detect(Stages.Inside()).Nothing();
    }

    [Test]
    public void Path_5_a_scan_elsewhere_is_entered_and_looked_into()
    {
        var city = Stages.OnTheDay().Scan(Samples.Safety, place: Samples.Elsewhere).Said(typeof(EntryScanned), typeof(EntryRecorded), typeof(SuspectedFalseScan)).Settle();
        Assert.That(city.Last.One<SuspectedFalseScan>().Sign, Is.EqualTo("far-away"));
        Assert.That(city.Body(Samples.Safety).Violations.Single().State, Is.EqualTo(ViolationState.Suspected));
    }

    [Test]
    public void Path_5_nobody_is_in_two_places_at_once()
    {
        var city = Stages.OnTheDay();
        city.Sightings.Add(new Sighting(Samples.Officers(Samples.Safety)[0], Samples.Elsewhere, city.Commits.Now.AddMinutes(-5)));
        city.Scan(Samples.Safety);
        Assert.That(city.Last.One<SuspectedFalseScan>().Sign, Is.EqualTo("officer-elsewhere"));
        var later = Stages.OnTheDay();
        later.Sightings.Add(new Sighting(Samples.Officers(Samples.Safety)[0], Samples.Elsewhere, later.Commits.Now.AddHours(-2)));
        later.Scan(Samples.Safety).Said(typeof(EntryScanned), typeof(EntryRecorded));
    }

    [Test]
    public void Path_5_an_entry_without_a_result_is_suspected_to_be_none()
    {
        var city = Stages.Inside().Advance(11);
        Assert.That(city.Times<SuspectedFalseScan>(), Is.EqualTo(1));
        Assert.That(Stages.WithResults().Advance(11).Times<SuspectedFalseScan>(), Is.Zero);
    }

    [Test]
    public void Path_6_who_stays_away_goes_back_to_the_pool_and_may_not_come_alone()
    {
        var city = Stages.Inside(Samples.Safety).Result(Samples.Safety);
        city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety);
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).Said(typeof(ParticipantAbsent)).Settle().Stands(VisitStatus.ResultRecorded);
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).Nothing();
        var plan = city.Firm().Docket.Find(Samples.Id(2))!;
        Assert.That((plan.State, plan.NotAloneBefore), Is.EqualTo((PlanState.Published, (DateOnly?)new DateOnly(2025, 4, 13))));
        city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.Id(502), [Samples.Id(2)], new DateOnly(2025, 3, 28), "alone"), x, p)).Refused(InspectionErrors.CoolOff);
        city.Submit(3, Samples.Content(Samples.Market)).Approve(3).Publish(3);
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Safety))).Refused(InspectionErrors.WrongVisitState);
    }

    [Test]
    public void Path_6_nobody_has_to_say_so()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety).Advance(10);
        Assert.That(city.Visit().Of(Samples.Fire)!.IsAbsent);
        Stages.OnTheDay().Advance(10).Stands(VisitStatus.Cancelled);
    }

    [Test]
    public void Path_6_who_comes_after_all_is_let_in_and_its_plan_is_done()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety);
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)).Settle();
        city.Result(Samples.Fire).Refused(InspectionErrors.MarkedAbsent);
        city.Scan(Samples.Fire).Said(typeof(EntryScanned)).Result(Samples.Fire).Settle().Stands(VisitStatus.ResultRecorded);
        Assert.That((PlanTests.State(city, 2), city.Firm().Tally.Entries.Count), Is.EqualTo((PlanState.Completed, 1)));
        city.Advance(6).Stands(VisitStatus.EnterpriseAcknowledged);
    }

    [Test]
    public void Path_7_a_plan_withdrawn_after_the_notice_frees_the_firm()
    {
        var city = Stages.Announced().OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "double"))).Settle().Stands(VisitStatus.Cancelled);
        Assert.That(city.Commits.Published.OfType<Contracts.Inspection.VisitCancelled>().Count(), Is.EqualTo(1));
        Assert.That((city.Firm().Docket.Visits, city.Commits.Deadlines), Is.EqualTo((Array.Empty<DocketVisit>(), new Dictionary<(Guid, string), (DateTimeOffset, object)>())));
        var joint = Stages.Announced(Samples.Safety, Samples.Fire).OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "double"))).Settle();
        Assert.That((joint.Visit().Lead, joint.Visit().Status), Is.EqualTo((Samples.Fire, VisitStatus.Announced)));
    }

    [Test]
    public void Path_9_two_bodies_in_the_same_hour_are_two_entries_and_flagged()
    {
        var city = Samples.City().Inspect(601).Inspect(602, Samples.Fire);
        Assert.That((city.Firm().Tally.Entries.Count, city.OfFirm<UncoordinatedConcurrencyDetected>().Count()), Is.EqualTo((2, 1)));
        Assert.That(new[] { Samples.Safety, Samples.Fire }.Select(b => city.Body(b).Violations.Single().Kind), Is.All.EqualTo(ViolationKind.Uncoordinated));
        Assert.That(Samples.City().Inspect(601).Advance(0, 12).Inspect(602, Samples.Fire).OfFirm<UncoordinatedConcurrencyDetected>(), Is.Empty);
    }

    [Test]
    public void Path_10_the_wrong_firm_is_put_right_by_supervision_only()
    {
        var city = Stages.WithResults();
        Assert.That((city.Firm().Tally.Count(FrequencyWindow.CalendarYear, city.Today), PlanTests.State(city, 1)), Is.EqualTo((1, PlanState.Completed)));
        city.Void(Samples.VisitId, Samples.Officer).Refused(InspectionErrors.SupervisionOnly);
        city.OnVisit((v, _, _, _) => VoidEntry.Decide(v, new VoidEntry("other", "wrong", Samples.Supervisor))).Refused(InspectionErrors.EntryNotFound);
        city.Void(Samples.VisitId).Said(typeof(EntryVoided)).Settle().Stands(VisitStatus.Announced);
        Assert.That((city.Firm().Tally.Count(FrequencyWindow.CalendarYear, city.Today), city.Firm().Tally.Entries.Single().IsVoid, PlanTests.State(city, 1)), Is.EqualTo((0, true, PlanState.Scheduled)));
        city.Void(Samples.VisitId).Nothing();
        city.Scan(Samples.Safety).Said(typeof(EntryScanned), typeof(EntryRecorded)).Settle();
        Assert.That((city.Visit().Entry!.EntryId, city.Firm().Tally.Count(FrequencyWindow.CalendarYear, city.Today)), Is.EqualTo(($"{Samples.VisitId:N}-2", 1)));
        Samples.City().Inspect(601).Void(Samples.Id(601)).Said(typeof(EntryVoided), typeof(VisitCancelled));
    }

    [Test]
    public void Path_9_each_pair_of_them_is_told_of()
    {
        var city = Samples.City().Inspect(601).Inspect(602, Samples.Fire).Inspect(603, Samples.Market);
        Assert.That(new[] { Samples.Safety, Samples.Fire, Samples.Market }.Select(body => city.Body(body).Violations.Count(found => found.Kind == ViolationKind.Uncoordinated)), Is.EqualTo(new[] { 2, 2, 2 }));
    }

    [Test]
    public void Path_10_what_was_written_before_its_late_entry_is_undone_with_it()
    {
        var city = Stages.OnTheDay().Result(Samples.Safety).Settle().Advance(9).BackfillOnTheDay("R-1", Samples.Safety).Settle();
        Assert.That(PlanTests.State(city, 1), Is.EqualTo(PlanState.Completed));
        city.Void(Samples.VisitId).Settle();
        Assert.That((PlanTests.State(city, 1), city.Visit().Of(Samples.Safety)!.Result), Is.EqualTo((PlanState.Scheduled, (InspectionResult?)null)));
    }

    [Test]
    public void Path_10_after_a_void_the_same_wrong_is_a_second_one()
    {
        var city = Stages.OnTheDay().Result(Samples.Safety).Settle().BackfillNow("R-1").Settle();
        Assert.That(city.Body(Samples.Safety).Violations.Single().State, Is.EqualTo(ViolationState.Dismissed));
        city.Void(Samples.VisitId).Settle().Result(Samples.Safety).Said(typeof(ResultRecorded), typeof(UnscannedEntryDetected)).Settle();
        Assert.That(city.Body(Samples.Safety).Violations.Select(held => held.State), Is.EqualTo(new[] { ViolationState.Dismissed, ViolationState.Standing }));
    }

    [Test]
    public void Path_10_the_entry_of_others_says_nothing_of_who_was_inside_unscanned()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety).Result(Samples.Fire).Settle().Void(Samples.VisitId).Settle();
        Assert.That((city.Visit().Of(Samples.Safety)!.Result is null, city.Visit().Of(Samples.Fire)!.Result is null), Is.EqualTo((true, false)));
        Assert.That((PlanTests.State(city, 1), PlanTests.State(city, 2)), Is.EqualTo((PlanState.Scheduled, PlanState.Completed)));
    }

    [Test]
    public void Path_10_after_the_visit_is_over_its_plan_needs_another()
    {
        var city = Stages.Acknowledged().Advance(11).Stands(VisitStatus.Closed).Void(Samples.VisitId).Settle();
        Assert.That((PlanTests.State(city, 1), city.Firm().Docket.Visits), Is.EqualTo((PlanState.Published, Array.Empty<DocketVisit>())));
    }

    [Test]
    public void Path_11_nobody_handles_a_complaint_against_himself()
    {
        var city = Samples.City().Complain(ComplaintKind.Handler, handler: Samples.CitySupervisor.Subject);
        Assert.That(city.Complaints[Samples.ComplaintId].Level, Is.EqualTo(SupervisionLevel.City));
        city.Accept(Samples.Supervisor).Refused(InspectionErrors.LevelTooLow);
        city.Accept(Samples.CitySupervisor).Refused(InspectionErrors.AgainstOneself);
        city.Accept(Samples.CitySupervisor with { Subject = "city-zhou" }).Said(typeof(ComplaintAccepted));
    }
}

internal static class UnhappySteps
{
    public static City Emergency(this City city) => city.OnVisit((v, known, x, p) => DeclareEmergency.Decide(v, new DeclareEmergency(
        Samples.Subject(Samples.VisitId, EntryKind.Enforcement, InspectionCause.Complaint), Samples.Items(Samples.Safety), Samples.Safety, Samples.Officers(Samples.Safety), "evidence may vanish"), known, x, p));

    public static City BackfillOnTheDay(this City city, string record, string body) =>
        city.Backfill(record, Samples.VisitId, ShenzhenTime.At(Samples.VisitDay, new TimeOnly(9, 0)), ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0)), body);

    public static City BackfillNow(this City city, string record) => city.Backfill(record, Samples.VisitId, city.Commits.Now.AddHours(-1), city.Commits.Now);

    public static City Leave(this City city, string body) => city.OnVisit((v, _, x, _) => Depart.Decide(v, new Depart(body), x));

    public static City Backfill(this City city, string record, Guid? visit = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string body = Samples.Safety) =>
        city.OnVisit((v, known, x, p) => BackfillEntry.Decide(v, new BackfillEntry(
            Samples.Subject(visit ?? Samples.VisitId), Samples.Items(body), record, body, Samples.Officers(body), from ?? Samples.Monday.AddHours(-1), to ?? Samples.Monday, "no network"), known, x, p), visit);
}
