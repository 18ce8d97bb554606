using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection.Tests;

/// <summary>The third unhappy path: what was done without network and is entered afterwards, in time or too late, wherever its visit stands by then.</summary>
public sealed class OfflineTests
{
    [TestCase(0, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    [TestCase(40, false)]
    public void Path_3_an_offline_entry_has_ten_natural_days(int days, bool inTime)
    {
        var city = Samples.City(Samples.Monday.AddDays(days)).Backfill("R-1");
        if (inTime) city.Said(typeof(VisitOpened), typeof(EntryBackfilled), typeof(EntryRecorded)).Stands(VisitStatus.Backfilled);
        else city.Said(typeof(VisitOpened), typeof(EntryBackfilled), typeof(EntryRecorded), typeof(BackfillRejected), typeof(UnscannedEntryDetected)).Stands(VisitStatus.ExitWithoutScan);
        city.Settle();
        Assert.That(city.Firm().Tally.Entries.Single().On, Is.EqualTo(new DateOnly(2025, 3, 3)), "it counts on its own day");
        Assert.That(city.Bodies.Streams, inTime ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public void Path_3_a_backlog_uploaded_twice_counts_once()
    {
        var city = Samples.City().Backfill("R-1").Backfill("R-1").Nothing();
        city.Backfill("R-1", BackfillEntry.VisitIdOf(Samples.Safety, "R-2")).Refused(InspectionErrors.EntryExists);
        Assert.That(BackfillEntry.VisitIdOf(Samples.Safety, "R-1"), Is.Not.EqualTo(BackfillEntry.VisitIdOf(Samples.Fire, "R-1")));
        Assert.That(city.Settle().Firm().Tally.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void Path_3_times_that_make_no_sense_are_refused()
    {
        Samples.City().Backfill("R-1", from: Samples.Monday, to: Samples.Monday.AddHours(-1)).Refused(InspectionErrors.TimesInvalid);
        Samples.City().Backfill("R-1", from: Samples.Monday, to: Samples.Monday.AddHours(1)).Refused(InspectionErrors.TimesInvalid);
        Samples.City().Backfill("R-1", from: Samples.Monday.AddDays(-40), to: Samples.Monday.AddHours(-1)).Refused(InspectionErrors.TimesInvalid);
        Samples.City().Backfill("").Refused(ChassisErrors.TextInvalid);
    }

    [TestCase(EntryKind.Enforcement, InspectionCause.Planned, "440311", true)]
    [TestCase(EntryKind.Enforcement, InspectionCause.FirmRequest, "440311", false)]
    [TestCase(EntryKind.Patrol, InspectionCause.Planned, "440311", false)]
    [TestCase(EntryKind.Patrol, InspectionCause.Planned, "440310", true)]
    public void Path_3_what_would_have_been_refused_at_the_door_is_kept_and_looked_into(EntryKind kind, InspectionCause cause, string district, bool isSuspect)
    {
        var city = Samples.City().OnVisit((v, known, x, p) => BackfillEntry.Decide(v, new BackfillEntry(
            Samples.Subject(Samples.VisitId, kind, cause, district), Samples.Items(Samples.Safety), "R-1", Samples.Safety, Samples.Officers(Samples.Safety),
            Samples.Monday.AddMinutes(-20), Samples.Monday.AddMinutes(-5), "no network"), known, x, p)).Settle();
        Assert.That(city.Firm().Tally.Entries, Has.Count.EqualTo(1), "it happened, and it counts");
        Assert.That(city.Bodies.Streams.Select(id => city.Bodies[id].Violations.Single()).Select(found => (found.Kind, found.State)),
            isSuspect ? Is.EqualTo(new[] { (ViolationKind.Arbitrary, ViolationState.Suspected) }) : Is.Empty);
    }

    [Test]
    public void Path_3_a_record_that_names_no_visit_belongs_to_the_planned_one_of_its_day()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Settle();
        var entered = ShenzhenTime.At(Samples.VisitDay, new TimeOnly(9, 0));
        Assert.That(Doorstep.Visit(city.Firm(), Samples.Fire, entered, "R-1"), Is.EqualTo(Samples.VisitId));
        Assert.That(Doorstep.Visit(city.Firm(), Samples.Market, entered, "R-1"), Is.EqualTo(BackfillEntry.VisitIdOf(Samples.Market, "R-1")));
        Assert.That(Doorstep.Visit(city.Firm(), Samples.Fire, entered.AddDays(1), "R-1"), Is.EqualTo(BackfillEntry.VisitIdOf(Samples.Fire, "R-1")));
        city.BackfillOnTheDay("R-1", Samples.Fire).Result(Samples.Fire).Settle();
        Assert.That(Doorstep.Visit(city.Firm(), Samples.Fire, entered, "R-1"), Is.EqualTo(Samples.VisitId), "the same once its plan is done");
        Assert.That(city.Firm().Tally.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void Path_3_a_visit_is_not_moved_once_its_day_is_over()
    {
        var city = Stages.OnTheDay().RunUntil(ShenzhenTime.At(Samples.VisitDay.AddDays(3), new TimeOnly(9, 0)));
        city.OnVisit((v, _, x, p) => RescheduleVisit.Decide(v, new RescheduleVisit(new DateOnly(2025, 3, 27), "later"), city.Taken(v), x, p)).Refused(InspectionErrors.TooLateToPostpone);
        city.BackfillOnTheDay("R-1", Samples.Safety).Said(typeof(EntryBackfilled), typeof(EntryRecorded));
    }

    [Test]
    public void Path_3_a_record_that_comes_after_its_visit_was_closed_opens_it_for_its_result()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety)
            .OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)).Advance(11).Stands(VisitStatus.Closed);
        city.BackfillOnTheDay("R-1", Samples.Fire).Result(Samples.Fire).Said(typeof(ResultRecorded)).Settle();
        Assert.That(PlanTests.State(city, 2), Is.EqualTo(PlanState.Completed));
        city.Advance(6).Advance(11).Stands(VisitStatus.Closed);
    }

    [Test]
    public void Path_3_a_result_that_came_before_its_offline_entry_is_excused()
    {
        var city = Stages.OnTheDay().Result(Samples.Safety).Said(typeof(ResultRecorded), typeof(UnscannedEntryDetected)).Settle();
        Assert.That(city.Body(Samples.Safety).Orders.Single().Step, Is.EqualTo(LadderStep.Ordered));
        city.Advance(3).Backfill("R-1", Samples.VisitId, ShenzhenTime.At(Samples.VisitDay, new TimeOnly(9, 0)), ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0)));
        city.Said(typeof(EntryBackfilled), typeof(EntryRecorded), typeof(UnscannedEntryExcused)).Settle();
        Assert.That(city.Body(Samples.Safety).Orders.Single().Step, Is.EqualTo(LadderStep.Lifted));
        Assert.That(city.Visit().Of(Samples.Safety)!.Result!.EntryId, Is.EqualTo(city.Visit().Entry!.EntryId));
        Invariants.Results(city.Visit());
    }

    [TestCase(5, false)]
    [TestCase(11, true)]
    public void Path_6_an_offline_record_shows_that_it_was_there_and_the_joint_visit_counts_once(int days, bool isLate)
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety);
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire))).RunUntil(city.Commits.Now.AddDays(days)).BackfillOnTheDay("R-9", Samples.Fire).Settle();
        Assert.That((city.Times<BackfillRejected>(), city.Times<EntryRecorded>(), city.Firm().Tally.Entries.Count), Is.EqualTo((isLate ? 1 : 0, 1, 1)));
        city.Result(Samples.Fire).Settle();
        Assert.That(PlanTests.State(city, 2), Is.EqualTo(PlanState.Completed));
    }

    [Test]
    public void Path_3_a_visit_that_was_given_up_was_held_after_all()
    {
        var city = Stages.OnTheDay().RunUntil(ShenzhenTime.At(Samples.VisitDay.AddDays(12), new TimeOnly(10, 0))).Stands(VisitStatus.Cancelled);
        Assert.That(PlanTests.State(city, 1), Is.EqualTo(PlanState.Published));
        city.BackfillOnTheDay("R-9", Samples.Safety).Said(typeof(EntryBackfilled), typeof(EntryRecorded), typeof(BackfillRejected), typeof(UnscannedEntryDetected)).Settle();
        city.Result(Samples.Safety).Settle().Stands(VisitStatus.ResultRecorded);
        Assert.That((PlanTests.State(city, 1), city.Firm().Tally.Entries.Count, city.Body(Samples.Safety).Violations.Count), Is.EqualTo((PlanState.Completed, 1, 1)));
        Stages.Announced().OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "double"))).Settle()
            .RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(12, 0))).BackfillOnTheDay("R-9", Samples.Safety).Refused(InspectionErrors.VisitEnded);
    }
}
