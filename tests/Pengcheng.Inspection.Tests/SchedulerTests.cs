namespace Pengcheng.Inspection.Tests;

/// <summary>The scheduler: as few entries as can be, one entry day in a window, and a reason for everything.</summary>
public sealed class SchedulerTests
{
    private static readonly InspectionPolicy Policy = InspectionPolicy.Default;
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DayRange March = new(new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 31));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_year_of_Guangming_is_at_most_38_percent_of_its_plans(int seed)
    {
        var firms = SyntheticYear.Make(seed);
        var schedule = Run(firms);
        TestContext.Out.WriteLine($"{schedule.RawPlans} plans, {schedule.Visits.Count} entries, {schedule.Unplaced.Count} without a day: {schedule.Share:0.0} %");
        Assert.That(schedule.RawPlans, Is.EqualTo(firms.Sum(firm => firm.Plans.Count)));
        Assert.That(schedule.Share, Is.LessThanOrEqualTo(38));
        Check(firms, schedule);
    }

    [Test]
    public void The_same_plans_in_any_order_give_the_same_schedule()
    {
        var firms = SyntheticYear.Make(4).Take(500).ToList();
        var shuffled = firms.Select(firm => firm with { Plans = [.. firm.Plans.Reverse()] }).Reverse();
        Assert.That(Text(Run(shuffled)), Is.EqualTo(Text(Run(firms))));
    }

    [Test]
    public void Without_the_limits_there_are_no_more_visits_than_there_must_be()
    {
        var wide = Policy with { MostBodies = 100, MostMinutes = 10_000 };
        var scheduler = new Scheduler(WorkingCalendar.Default, wide);
        foreach (var firm in SyntheticYear.Make(5).Take(400))
        {
            // Plans whose windows have no entry day in common with each other need a visit each: a lower bound.
            var days = new EntryDays(WorkingCalendar.Default, wide);
            var apart = new List<PendingPlan>();
            foreach (var plan in firm.Plans.OrderBy(plan => plan.Window.To))
                if (apart.TrueForAll(other => !days.Of(firm.Block, other.Window).Intersect(days.Of(firm.Block, plan.Window)).Any())) apart.Add(plan);
            Assert.That(scheduler.Run([firm], First).Visits, Has.Count.EqualTo(apart.Count), firm.Firm);
        }
    }

    [Test]
    public void More_bodies_or_minutes_than_a_firm_can_bear_need_another_entry_day()
    {
        var crowd = Firm([.. Enumerable.Range(1, 5).Select(i => Plan(i, $"body-{i}", March, 20))]);
        Assert.That(Run([crowd]).Visits.Select(visit => visit.Bodies), Is.EquivalentTo(new[] { 4, 1 }));
        var long1 = Firm([Plan(1, "a", March, 100), Plan(2, "b", March, 100)]);
        Assert.That(Run([long1]).Visits.Select(visit => visit.Minutes), Is.EqualTo(new[] { 100, 100 }));
        Check([crowd], Run([crowd]));
    }

    [Test]
    public void What_was_merged_stays_together_and_alone_and_what_is_not_approved_becomes_one_visit_first()
    {
        var joint = Guid.NewGuid();
        var firm = Firm([Plan(1, "a", March, 30) with { VisitId = joint }, Plan(2, "b", March, 30) with { VisitId = joint }, Plan(3, "c", March, 30), Plan(4, "d", March, 30) with { IsInPool = false }]);
        var visits = Run([firm]).Visits;
        Assert.That(visits.Select(visit => (visit.VisitId, visit.Step, string.Join(' ', visit.Placements.Select(p => p.Body)))),
            Is.EquivalentTo(new[] { ((Guid?)joint, ScheduleStep.Schedule, "a b"), (null, ScheduleStep.Merge, "c d") }));
        Assert.That(Run([Firm([Plan(4, "d", March, 30) with { IsInPool = false }])]).Visits.Single().Step, Is.EqualTo(ScheduleStep.AwaitApproval));
        Assert.That(Run([Firm([Plan(1, "a", March, 30) with { VisitId = joint, IsInPool = false }, Plan(2, "b", March, 30) with { VisitId = joint }])]).Visits.Single().Step, Is.EqualTo(ScheduleStep.AwaitApproval));
    }

    [Test]
    public void A_plan_whose_notice_comes_too_late_for_its_window_has_no_day() =>
        Assert.That(Run([Firm([Plan(1, "a", new DayRange(March.To.AddDays(3), March.To), 30)])]).Unplaced.Single().PlanId, Is.EqualTo(Run([Firm([Plan(1, "a", March, 30)])]).Visits.Single().Placements.Single().PlanId));

    [Test]
    public void What_finds_no_day_is_said_to()
    {
        var days = new DayRange(new DateOnly(2025, 1, 28), new DateOnly(2025, 2, 4));
        var holidays = Run([Firm([Plan(1, "a", days, 30)])]);
        Assert.That((holidays.Visits.Count, holidays.Unplaced.Single().Because.Zh), Is.EqualTo((0, "网格 G-1 在 2025-01-28 至 2025-02-04 之间没有可用的入企日，且该时段内的检查已满。")));
        Assert.That(Run([Firm([Plan(1, "a", new DayRange(new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 31)), 30)])]).Unplaced, Has.Count.EqualTo(1), "over before it began");
    }

    [Test]
    public void Windows_that_are_taken_are_left_alone()
    {
        var free = Run([Firm([Plan(1, "a", March, 30)])]).Visits.Single().Day;
        var taken = Run([Firm([Plan(1, "a", March, 30)]) with { Taken = [free] }]).Visits.Single().Day;
        Assert.That(EntryDays.WindowOf(taken, Policy), Is.Not.EqualTo(EntryDays.WindowOf(free, Policy)));
    }

    [Test]
    public void A_body_that_cools_off_comes_with_others_or_not_at_all()
    {
        var cooling = Plan(1, "a", March, 30) with { NotAloneBefore = new DateOnly(2025, 4, 13) };
        Assert.That(Run([Firm([cooling])]).Unplaced.Single().Because.En, Does.Contain("stayed away"));
        Assert.That(Run([Firm([cooling, Plan(2, "b", March, 30)])]).Visits.Single().Bodies, Is.EqualTo(2));
    }

    [Test]
    public void Each_placement_says_why_in_both_languages()
    {
        var visit = Run([Firm([Plan(1, "a", March, 30), Plan(2, "b", March, 60)])]).Visits.Single();
        Assert.That(visit.Placements[0].Because.En, Is.EqualTo($"{visit.Day:yyyy-MM-dd} is the last free entry day of block G-1 from 2025-03-01 to 2025-03-31."));
        Assert.That(visit.Placements[1].Because, Is.EqualTo(new Because(
            $"Others come on {visit.Day:yyyy-MM-dd}, which lies in its window: with it 2 of 4 bodies and 90 of 180 minutes.",
            $"{visit.Day:yyyy-MM-dd} 已有其他单位入企且在其时段内：合计 2/4 个单位、90/180 分钟。")));
    }

    [Test]
    public void Entry_days_are_working_days_one_in_a_window_and_the_same_in_every_process()
    {
        var days = new EntryDays(WorkingCalendar.Default, Policy).Of("440311001-G07", new DayRange(First, First.AddYears(1))).ToList();
        Assert.That(days, Is.Ordered.Descending);
        Assert.That(days.Select(day => EntryDays.WindowOf(day, Policy)), Is.Unique);
        Assert.That(days.TrueForAll(WorkingCalendar.Default.IsWorkingDay));
        Assert.That(days, Has.Count.InRange(25, 27));
        Assert.That(days[^1], Is.EqualTo(new DateOnly(2025, 1, 6)));
    }

    private static Schedule Run(IEnumerable<PendingFirm> firms) => new Scheduler(WorkingCalendar.Default, Policy).Run(firms, First);

    // Told apart from the code: every plan once, in its window, on the block's entry day, not too many, not too long, one day in a window.
    private static void Check(IReadOnlyList<PendingFirm> firms, Schedule schedule)
    {
        var plans = firms.SelectMany(firm => firm.Plans.Select(plan => (firm, plan))).ToDictionary(pair => pair.plan.PlanId);
        var placed = schedule.Visits.SelectMany(visit => visit.Placements.Select(placement => (visit, placement))).ToList();
        Assert.That(placed.Select(p => p.placement.PlanId).Concat(schedule.Unplaced.Select(u => u.PlanId)), Is.Unique);
        Assert.That(placed.Count + schedule.Unplaced.Count, Is.EqualTo(plans.Count));
        Assert.That(placed.Where(p => !plans[p.placement.PlanId].plan.Window.Has(p.visit.Day) || plans[p.placement.PlanId].firm.Firm != p.visit.Firm), Is.Empty);
        Assert.That(schedule.Visits.Where(visit => visit.Bodies > Policy.MostBodies || visit.Minutes > Policy.MostMinutes || !WorkingCalendar.Default.IsWorkingDay(visit.Day)), Is.Empty);
        Assert.That(schedule.Visits.GroupBy(visit => (visit.Block, EntryDays.WindowOf(visit.Day, Policy))).Where(group => group.Select(visit => visit.Day).Distinct().Count() > 1), Is.Empty, "a block has one entry day");
        Assert.That(schedule.Visits.GroupBy(visit => (visit.Firm, EntryDays.WindowOf(visit.Day, Policy))).Where(group => group.Count() > 1), Is.Empty, "a firm sees one in a window");
        Assert.That(placed.Where(p => p.placement.Because.En.Length == 0 || p.placement.Because.Zh.Length == 0), Is.Empty);
    }

    private static string Text(Schedule schedule) => string.Join('\n', schedule.Visits.Select(visit => $"{visit.Firm} {visit.Day} {string.Join(' ', visit.Placements.Select(p => p.PlanId))}"));

    private static PendingFirm Firm(ImmutableList<PendingPlan> plans) => new("firm", "G-1", [], plans);

    private static PendingPlan Plan(int number, string body, DayRange window, int minutes) => new(Samples.Id(number), body, window, minutes);
}
