using Pengcheng.Inspection.Supervision;

namespace Pengcheng.Inspection.Tests;

/// <summary>The supervisor's figures are those of the events, and a spreadsheet reads them.</summary>
public sealed class SupervisionTests
{
    [Test]
    public void What_is_left_of_a_joint_visit_is_counted_for_what_it_is()
    {
        var city = Samples.City().Submit(1, Samples.Content(Samples.Safety)).Submit(2, Samples.Content(Samples.Fire, kind: EntryKind.Patrol)).Merge(Samples.Safety, 1, 2).Approve(1).Publish(1).Approve(2).Publish(2)
            .Schedule(null, 1, 2).Settle().Announce().OnFirm((f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(Samples.Id(1), "no longer needed"))).Settle();
        city.RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0))).Scan(Samples.Fire).Settle();
        Assert.That((city.Visit().Subject.Kind, city.Firm().Tally.Counting.Count(), city.Firm().Tally.Burden(city.Today)), Is.EqualTo((EntryKind.Patrol, 0, 1)));
    }

    [Test]
    public void A_joint_visit_is_one_entry_of_the_street_and_one_of_each_body()
    {
        var city = Stages.WithResults(Samples.Safety, Samples.Fire);
        var rows = Rows(city, Samples.VisitId);
        Assert.That(Of(rows, "*", "*", Measure.Entries, Measure.JointInspections, Measure.Announced, Measure.Results), Is.EqualTo(new[] { 1, 1, 1, 2 }));
        Assert.That(Of(rows, Samples.Safety, "*", Measure.Entries, Measure.Results), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(Of(rows, Samples.Fire, $"{Samples.Fire}-A1", Measure.Inspections), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_void_takes_back_what_it_voids_and_is_counted_itself()
    {
        var city = Stages.WithResults().Void(Samples.VisitId);
        Assert.That(Of(Rows(city, Samples.VisitId), "*", "*", Measure.Entries, Measure.Inspections, Measure.Voids), Is.EqualTo(new[] { 0, 0, 1 }));
    }

    [Test]
    public void Who_stayed_away_has_no_entry_and_a_void_takes_everything_back()
    {
        var city = Stages.OnTheDay(Samples.Safety, Samples.Fire).Scan(Samples.Safety).Result(Samples.Safety, InspectionOutcome.RectificationOrdered, new OrderedRectification("R-1", "repair", new DateOnly(2025, 3, 28)));
        city.OnVisit((v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(Samples.Fire)));
        Measure[] of = [Measure.Entries, Measure.Inspections, Measure.JointInspections, Measure.Results, Measure.Rectifications];
        Assert.That((Of(Rows(city, Samples.VisitId), "*", "*", of), Of(Rows(city, Samples.VisitId), Samples.Fire, "*", of)), Is.EqualTo((new[] { 1, 1, 0, 1, 1 }, new[] { 0, 0, 0, 0, 0 })));
        city.Void(Samples.VisitId);
        foreach (var body in (string[])["*", Samples.Safety, Samples.Fire]) Assert.That(Of(Rows(city, Samples.VisitId), body, "*", of), Is.All.Zero, body);
        var joint = Stages.WithResults(Samples.Safety, Samples.Fire).Void(Samples.VisitId);
        foreach (var body in (string[])["*", Samples.Safety, Samples.Fire]) Assert.That(Of(Rows(joint, Samples.VisitId), body, "*", of), Is.All.Zero, body);
    }

    [Test]
    public void Violations_and_offline_entries_are_seen_by_month_and_body()
    {
        var late = Samples.City(Samples.Monday.AddDays(20)).Backfill("R-1");
        var rows = Rows(late, Samples.VisitId);
        Assert.That(Of(rows, Samples.Safety, "*", Measure.Backfills, Measure.LateBackfills, Measure.Unscanned), Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(rows.Select(row => (row.Key.District, row.Key.Street, row.Key.Month)).Distinct(), Is.EqualTo(new[] { ("440311", "440311001", "2025-03") }));
    }

    [Test]
    public void Figures_do_not_depend_on_the_order_in_which_visits_are_read()
    {
        var city = Stages.WithResults().Inspect(601, Samples.Fire).Inspect(602, Samples.Market, EntryKind.Patrol);
        Guid[] visits = [Samples.VisitId, Samples.Id(601), Samples.Id(602)];
        var once = FigureTable.ToCsv(FigureTable.Of(visits.SelectMany(id => Changes(city, id))));
        Assert.That(FigureTable.ToCsv(FigureTable.Of(visits.Reverse().SelectMany(id => Changes(city, id)))), Is.EqualTo(once));
        Assert.That(once, Does.StartWith("\uFEFFmonth,district,street,body,item,announced,entries,").And.EndWith("\r\n"));
    }

    private static ImmutableList<FigureRow> Rows(City city, Guid visit) => FigureTable.Of(Changes(city, visit));

    private static List<FigureChange> Changes(City city, Guid id) => Changes(city.Visits.Events(id));

    internal static List<FigureChange> Changes(IEnumerable<object> events)
    {
        var changes = new List<FigureChange>();
        Visit? visit = null;
        foreach (var e in events)
        {
            var after = Visit.Evolve(visit, e);
            changes.AddRange(Figures.Of(visit, e, after));
            visit = after;
        }

        return changes;
    }

    private static int[] Of(ImmutableList<FigureRow> rows, string body, string item, params Measure[] measures) =>
        [.. measures.Select(measure => rows.Where(row => row.Key.Body == body && row.Key.Item == item).Sum(row => row.Of(measure)))];
}
