using Pengcheng.Chassis.Commands;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>In the real store, with two replicas: whatever happens at once happens once.</summary>
public sealed class OnceTests
{
    private static readonly InspectionPolicy Policy = InspectionPolicy.Default;
    private static readonly string[] Bodies = [Samples.Safety, Samples.Fire, Samples.Market, Samples.Labour, Samples.Water];
    private static readonly TeamFacts Known = new(
        [.. Bodies.SelectMany(body => Samples.Officers(body).Select(no => new Officer(no, [new Validity(body, new DateOnly(2020, 1, 1), new DateOnly(2099, 12, 31))])))], []);

    private Replicas _city = null!;

    [SetUp]
    public async Task Start()
    {
        _city = await Replicas.Start();
        await _city.Run<Firm>(Firm.IdOf(Samples.Uscc), (firm, facts) => IssueCode.Decide(firm, new IssueCode(Samples.Uscc, Samples.CodeId, Samples.Profile, facts.Now)));
    }

    [TearDown]
    public async Task Stop() => await _city.DisposeAsync();

    [Test]
    public async Task A_hundred_scans_of_one_visit_make_one_entry_that_counts_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Scan(Samples.VisitId, Samples.Safety)));
        Assert.That(outcomes.Select(outcome => outcome.Refusal), Is.All.Null);
        await _city.Settled();
        Assert.That((await _city.Count("inspection.entry-recorded.v1"), await _city.Count("inspection.entry-counted.v1")), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task A_hundred_scans_of_a_joint_visit_by_two_bodies_make_one_entry_that_counts_once()
    {
        var (day, both) = (ShenzhenTime.DateOf(TimeProvider.System.GetUtcNow()), Bodies[..2]);
        var plan = new PlanVisit(
            Samples.Subject(Samples.VisitId, EntryKind.Enforcement, InspectionCause.FirmRequest), Samples.Safety, [.. both.Select(body => new Part(body, EntryKind.Enforcement, null, Samples.Items(body)))], new DayRange(day, day), day);
        await _city.Run<Visit>(Samples.VisitId, (visit, _) => PlanVisit.Decide(visit, plan));
        await _city.Run<Visit>(Samples.VisitId, (visit, facts) => AnnounceVisit.Decide(
            visit!, new AnnounceVisit("光明应急检通〔2026〕12号", [.. both.Select(body => new Team(body, Samples.Officers(body)))]), Known, facts, Policy));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            _city.Run<Visit>(Samples.VisitId, (visit, facts) => ScanIn.Decide(visit!, Samples.Scan(both[i % 2]), Known, facts, Policy))));
        Assert.That(outcomes.Select(outcome => outcome.Refusal), Is.All.Null);
        await _city.Settled();
        Assert.That((await _city.Count("inspection.entry-scanned.v1"), await _city.Count("inspection.entry-recorded.v1"), await _city.Count("inspection.entry-counted.v1")), Is.EqualTo((2L, 1L, 1L)));
        Assert.That((await FirmState()).Tally.Count(FrequencyWindow.CalendarYear, day), Is.EqualTo(1));
    }

    [Test]
    public async Task Devices_that_know_nothing_of_each_other_make_one_entry_for_their_body()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Scan(Guid.CreateVersion7(), Samples.Safety)));
        Assert.That(outcomes.Count(outcome => outcome.Refusal is null), Is.EqualTo(1));
        Assert.That(outcomes.Select(outcome => outcome.Refusal?.Error).OfType<Error>().Distinct(), Is.EqualTo(new[] { InspectionErrors.EntryExists }));
        await _city.Settled();
        Assert.That((await FirmState()).Tally.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Five_bodies_at_once_raise_one_alert_in_each_window_and_a_void_below_three_withdraws_it()
    {
        var visits = Bodies.ToDictionary(body => body, _ => Guid.CreateVersion7());
        await Task.WhenAll(Bodies.Select(body => Scan(visits[body], body)));
        await _city.Settled();
        Assert.That((await _city.Count("inspection.entry-counted.v1"), await _city.Count("inspection.frequency-alert-raised.v1")), Is.EqualTo((5L, 2L)));

        await Task.WhenAll(Bodies.Take(3).Select(body => _city.Run<Visit>(visits[body], (visit, _) => VoidEntry.Decide(visit!, new VoidEntry(visit!.Entry!.EntryId, "wrong firm", Samples.Supervisor)))));
        await _city.Settled();
        var tally = (await FirmState()).Tally;
        Assert.That((tally.Alerts.Count, tally.Entries.Count(entry => !entry.IsVoid), await _city.Count("inspection.alert-withdrawn.v1")), Is.EqualTo((0, 2, 2L)));
    }

    [Test]
    public async Task A_backlog_uploaded_twice_at_once_counts_once()
    {
        var records = Enumerable.Range(1, 10).ToDictionary(i => $"R-{i}", i => Bodies[i % 5]);
        await Task.WhenAll(records.Concat(records).Select(record => Backfill(record.Key, record.Value, (EntryKind)(records.Keys.ToList().IndexOf(record.Key) / 5))));
        await _city.Settled();
        Assert.That((await _city.Count("inspection.entry-backfilled.v1"), (await FirmState()).Tally.Entries.Count), Is.EqualTo((10L, 10)));
    }

    private Task<Outcome<Visit>> Scan(Guid visit, string body) => _city.Run<Visit>(visit, (state, facts) => ScanUnplanned.Decide(state, new ScanUnplanned(
        Samples.Subject(visit, EntryKind.Enforcement, InspectionCause.FirmRequest), Samples.Items(body), Samples.Scan(body)), Known, facts, Policy));

    private Task<Outcome<Visit>> Backfill(string record, string body, EntryKind kind)
    {
        var id = BackfillEntry.VisitIdOf(body, record);
        return _city.Run<Visit>(id, (visit, facts) => BackfillEntry.Decide(visit, new BackfillEntry(
            Samples.Subject(id, kind), Samples.Items(body), record, body, Samples.Officers(body), facts.Now.AddHours(-30), facts.Now.AddHours(-29), "no network"), Known, facts, Policy));
    }

    private async Task<Firm> FirmState() => (await _city.Load<Firm>(Firm.IdOf(Samples.Uscc)))!;
}
