namespace Pengcheng.Inspection.Tests;

/// <summary>At the door: who may scan, where and when; and one entry whatever happens.</summary>
public sealed class ScanTests
{
    [Test]
    public void The_first_scan_makes_the_entry_and_it_counts_for_the_firm()
    {
        var city = Stages.OnTheDay().Scan(Samples.Safety).Said(typeof(EntryScanned), typeof(EntryRecorded)).Settle().Stands(VisitStatus.InProgress);
        Assert.That(city.Firm().Tally.Entries.Single().EntryId, Is.EqualTo($"{Samples.VisitId:N}-1"));
        Assert.That(city.Commits.Published.OfType<Contracts.Inspection.EntryRecorded>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_hundred_scans_make_one_entry()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire);
        for (var i = 0; i < 100; i++) city.Scan(i % 2 == 0 ? Samples.Safety : Samples.Fire);
        Assert.That((city.Times<EntryRecorded>(), city.Times<EntryScanned>()), Is.EqualTo((1, 2)));
        city.Settle();
        Assert.That(city.Firm().Tally.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_joint_visit_counts_once()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire, Samples.Market).Scan(Samples.Fire).Stands(VisitStatus.Arrived);
        city.Scan(Samples.Safety).Said(typeof(EntryScanned)).Stands(VisitStatus.Arrived);
        city.Scan(Samples.Market).Said(typeof(EntryScanned)).Stands(VisitStatus.InProgress).Settle();
        Assert.That(city.Firm().Tally.Count(FrequencyWindow.CalendarYear, city.Today), Is.EqualTo(1));
        Assert.That(city.OfFirm<UncoordinatedConcurrencyDetected>(), Is.Empty);
    }

    [Test]
    public void Nobody_scans_without_two_certified_officers()
    {
        City Try(params string[] officers) => Stages.OnTheDay().OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(Samples.Safety) with { Officers = [.. officers] }, known, x, p));
        Try(Samples.Officers(Samples.Safety)[0]).Refused(InspectionErrors.TooFewOfficers);
        Try([.. Samples.Officers(Samples.Safety), "grid-helper"]).Refused(InspectionErrors.OfficerNotCertified);
        Try([.. Samples.Officers(Samples.Fire)]).Refused(InspectionErrors.OfficerNotCertified);
        var suspended = Stages.OnTheDay();
        suspended.Officers.Take(Inspection.Officers.Officer.IdOf(Samples.Officers(Samples.Safety)[1]),
            (officer, facts) => SuspendCertificate.Decide(officer!, new SuspendCertificate("misconduct"), facts));
        suspended.Scan(Samples.Safety).Refused(InspectionErrors.OfficerNotCertified);
    }

    [Test]
    public void A_planned_visit_is_entered_on_its_announced_day_only()
    {
        Stages.Planned().Scan(Samples.Safety).Refused(InspectionErrors.NotAnnounced);
        Stages.Announced().Scan(Samples.Safety).Refused(InspectionErrors.NotTheAnnouncedDay);
        Stages.OnTheDay().Scan(Samples.Fire).Refused(InspectionErrors.NotAParticipant);
        var open = Stages.Announced().Propose(new Slot(Samples.VisitDay, 540, 600), new Slot(Samples.VisitDay, 840, 900));
        open.Commits.MoveTo(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(9, 0)));
        open.Scan(Samples.Safety).Refused(InspectionErrors.SlotOpen);
    }

    [TestCase(EntryMethod.StaticCode)]
    [TestCase(EntryMethod.LicenceQr)]
    public void What_is_printed_counts_on_the_spot_only(EntryMethod method)
    {
        Stages.OnTheDay().Scan(Samples.Safety, method, Samples.Elsewhere).Refused(InspectionErrors.TooFarFromFirm);
        Stages.OnTheDay().OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(Samples.Safety, method) with { Place = null }, known, x, p)).Refused(InspectionErrors.TooFarFromFirm);
        Stages.OnTheDay().Scan(Samples.Safety, method).Said(typeof(EntryScanned), typeof(EntryRecorded));
    }

    [Test]
    public void A_scan_that_says_nothing_of_its_place_is_looked_into()
    {
        var city = Stages.OnTheDay().OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(Samples.Safety) with { Place = null }, known, x, p)).Said(typeof(EntryScanned), typeof(EntryRecorded), typeof(SuspectedFalseScan));
        Assert.That(city.Last.One<SuspectedFalseScan>().Sign, Is.EqualTo("no-place"));
    }

    [TestCase(7, 59, true)]
    [TestCase(8, 0, false)]
    [TestCase(12, 0, false)]
    [TestCase(12, 1, true)]
    [TestCase(23, 30, true)]
    public void A_scan_far_from_the_time_that_was_booked_is_looked_into(int hour, int minute, bool isSuspect)
    {
        var city = Stages.Announced().Propose(new Slot(Samples.VisitDay, 540, 660), new Slot(Samples.VisitDay, 840, 900)).Choose(new Slot(Samples.VisitDay, 540, 660));
        city.Commits.MoveTo(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(hour, minute)));
        city.Scan(Samples.Safety);
        Assert.That(city.Last.Events.OfType<SuspectedFalseScan>().Select(doubt => doubt.Sign), isSuspect ? Is.EqualTo(new[] { "outside-slot" }) : Is.Empty);
    }

    [Test]
    public void A_print_counts_where_the_firm_is_today()
    {
        City Moved(GeoPoint? place) => Stages.OnTheDay().OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(Samples.Safety, EntryMethod.StaticCode) with { Premises = Samples.Elsewhere, Place = place }, known, x, p));
        Moved(Samples.NextDoor).Refused(InspectionErrors.TooFarFromFirm);
        Moved(Samples.Elsewhere).Said(typeof(EntryScanned), typeof(EntryRecorded));
    }

    [Test]
    public void A_place_that_is_none_is_refused() =>
        Stages.OnTheDay().Scan(Samples.Safety, place: new GeoPoint(91, 0)).Refused(InspectionErrors.PlaceInvalid);

    [Test]
    public void A_patrol_needs_no_plan_and_an_inspection_does()
    {
        Samples.City().Inspect(601, kind: EntryKind.Patrol).Said(typeof(VisitOpened), typeof(EntryScanned), typeof(EntryRecorded));
        City Unplanned(VisitSubject subject) => Samples.City().OnVisit((v, known, x, p) =>
            ScanUnplanned.Decide(v, new ScanUnplanned(subject, Samples.Items(Samples.Safety), Samples.Scan(Samples.Safety)), known, x, p));
        Unplanned(Samples.Subject(Samples.VisitId, EntryKind.Enforcement)).Refused(InspectionErrors.NotAnnounced);
        Unplanned(Samples.Subject(Samples.VisitId, EntryKind.Enforcement, InspectionCause.Complaint)).Refused(InspectionErrors.NotAnnounced);
        Unplanned(Samples.Subject(Samples.VisitId, EntryKind.Patrol, district: "440310")).Refused(InspectionErrors.FiledPlanRequired);
        Unplanned(Samples.Subject(Samples.VisitId, EntryKind.Enforcement, InspectionCause.FirmRequest)).Said(typeof(VisitOpened), typeof(EntryScanned), typeof(EntryRecorded));
    }

    [Test]
    public void The_same_patrol_scanned_by_a_colleague_is_the_same_entry()
    {
        var city = Samples.City().Inspect(601, kind: EntryKind.Patrol).Inspect(601, kind: EntryKind.Patrol).Nothing();
        // Another device that knew of no visit opens another one, and finds the body's entry of the day held.
        city.Inspect(602, kind: EntryKind.Patrol).Refused(InspectionErrors.EntryExists);
        Assert.That(city.Firm().Tally.Entries, Has.Count.EqualTo(1));
        city.Inspect(603, kind: EntryKind.Service).Said(typeof(VisitOpened), typeof(EntryScanned), typeof(EntryRecorded));
    }

    [Test]
    public void A_scan_is_not_a_backfill() => Stages.OnTheDay().Scan(Samples.Safety, EntryMethod.Backfill).Refused(InspectionErrors.MethodInvalid);

    [Test]
    public void The_firm_was_closed()
    {
        City Closed(City city) => city.OnVisit((v, _, x, _) => ReportNoEntry.Decide(v, new ReportNoEntry(Samples.Safety, "shutters down"), x));
        var city = Closed(Stages.OnTheDay()).Said(typeof(NoEntryFound)).Settle().Stands(VisitStatus.NoEntry);
        Closed(city).Nothing();
        Assert.That((PlanTests.State(city, 1), city.Firm().Tally.Entries.Count), Is.EqualTo((PlanState.Published, 0)));
        Closed(Stages.Announced()).Refused(InspectionErrors.WrongVisitState);
        Closed(Stages.Inside()).Refused(InspectionErrors.WrongVisitState);
        city.Scan(Samples.Safety).Refused(InspectionErrors.VisitEnded);
    }
}
