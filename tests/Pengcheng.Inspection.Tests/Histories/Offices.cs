namespace Pengcheng.Inspection.Tests.Histories;

/// <summary>Planners, coordinators and firms: they plan, merge, announce and book, and now and then do what they may not.</summary>
internal sealed class Offices(World world)
{
    private City City => world.City;

    /// <summary>What an orderly office does next; nobody waits for chance to do it.</summary>
    public void Help()
    {
        foreach (var uscc in world.Firms)
        {
            foreach (var conflict in world.Firm(uscc).Docket.Open.Where(plan => plan.State == PlanState.ConflictDetected).Take(1).ToList())
            {
                var others = world.Firm(uscc).Docket.Overlapping(conflict).Where(plan => plan is { VisitId: null, State: not PlanState.Scheduled }).Take(world.Dice.Next(1, 4)).ToList();
                if (others.Count > 0) OnFirm(uscc, "merge", (f, x, p) => MergePlans.Decide(f, new MergePlans(world.NewId(), conflict.Body, [conflict.PlanId, .. others.Select(plan => plan.PlanId)]), x, p));
                if (City.Last.Refusal is not null || others.Count == 0) OnFirm(uscc, "reschedule plan", (f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(conflict.PlanId, Window()), x, p));
            }

            Each(uscc, plan => plan.State is PlanState.Submitted or PlanState.Merged or PlanState.Rescheduled, plan => OnFirm(uscc, "approve", (f, x, p) => ApprovePlan.Decide(f, new ApprovePlan(plan.PlanId, "A-1", "head"), x, p)));
            Each(uscc, plan => plan.State == PlanState.Approved, plan => OnFirm(uscc, "publish", (f, _, _) => PublishPlan.Decide(f, new PublishPlan(plan.PlanId))));
            Schedule(uscc);
        }

        Announce();
    }

    public void Act()
    {
        var uscc = world.AnyFirm();
        if (world.Chance(40))
        {
            Help();
            return;
        }

        switch (world.Dice.Next(14))
        {
            case 0 or 1: Plan(uscc); break;
            case 2: Merge(uscc); break;
            case 3 or 4: Each(uscc, plan => !plan.IsInPool && plan.State < PlanState.Approved, plan => OnFirm(uscc, "approve", (f, x, p) => ApprovePlan.Decide(f, new ApprovePlan(plan.PlanId, "A-1", world.Chance(95) ? "head" : "planner"), x, p))); break;
            case 5 or 6: Each(uscc, plan => plan.State == PlanState.Approved, plan => OnFirm(uscc, "publish", (f, _, _) => PublishPlan.Decide(f, new PublishPlan(plan.PlanId)))); break;
            case 7 or 8: Schedule(uscc); break;
            case 9: Each(uscc, plan => plan.State == PlanState.ConflictDetected, plan => OnFirm(uscc, "reschedule plan", (f, x, p) => ReschedulePlan.Decide(f, new ReschedulePlan(plan.PlanId, Window()), x, p))); break;
            case 10 when world.Chance(30): Each(uscc, plan => plan.IsOpen, plan => OnFirm(uscc, "withdraw", (f, _, _) => WithdrawPlan.Decide(f, new WithdrawPlan(plan.PlanId, "budget")))); break;
            case 11: Announce(); break;
            case 12: Book(); break;
            case 13: Move(); break;
        }
    }

    private void Plan(UnifiedSocialCreditCode uscc)
    {
        var (id, body) = (world.NewId(), world.AnyBody());
        var content = Samples.Content(body, kind: (EntryKind)(world.Chance(75) ? 0 : world.Dice.Next(1, 3)), cause: (InspectionCause)(world.Chance(60) ? 0 : world.Dice.Next(1, 5)),
            items: world.Dice.Next(1, 4), minutes: world.Dice.Next(20, 80)) with
        { Window = Window() };
        OnFirm(uscc, $"draft {body}", (f, x, p) => DraftPlan.Decide(f, new DraftPlan(id, content, "planner"), x, p));
        OnFirm(uscc, "submit", (f, x, p) => SubmitPlan.Decide(f, new SubmitPlan(id), x, p));
    }

    private DayRange Window()
    {
        var from = City.Today.AddDays(world.Dice.Next(0, 20));
        return new DayRange(from, from.AddDays(world.Dice.Next(5, 40)));
    }

    private void Merge(UnifiedSocialCreditCode uscc)
    {
        var open = world.Firm(uscc).Docket.Open.Where(plan => plan.VisitId is null && plan.State != PlanState.Drafted).Take(world.Dice.Next(2, 5)).ToList();
        if (open.Count < 2) return;
        OnFirm(uscc, "merge", (f, x, p) => MergePlans.Decide(f, new MergePlans(world.NewId(), open[0].Body, [.. open.Select(plan => plan.PlanId)]), x, p));
    }

    private void Schedule(UnifiedSocialCreditCode uscc)
    {
        var pool = world.Firm(uscc).Docket.Open.Where(plan => plan.IsInPool).ToList();
        if (pool.Count == 0) return;
        var chosen = world.One(pool).Group;
        var group = pool.Where(plan => plan.Group == chosen).ToList();
        var (from, to) = (group.Max(plan => plan.Content.Window.From), group.Min(plan => plan.Content.Window.To));
        if (from < City.Today) from = City.Today;
        var day = WorkingCalendar.Default.OnOrAfter(from.AddDays(world.Dice.Next(0, Math.Max(1, to.DayNumber - from.DayNumber))));
        OnFirm(uscc, $"schedule {day:MM-dd}", (f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(group[0].VisitId ?? world.NewId(), [.. group.Select(plan => plan.PlanId)], day, "drawn"), x, p));
    }

    private void Announce()
    {
        if (world.AnyVisit(v => v is { IsPlanned: true, IsLive: true, NoticeNo: null }) is not { } id) return;
        OnVisit(id, "announce", (v, known, x, p) => AnnounceVisit.Decide(v, new AnnounceVisit("光明应急检通〔2025〕12号",
            [.. v.Participants.Select(part => new Team(part.Body, Samples.Officers(part.Body)))]), known, x, p));
    }

    private void Book()
    {
        if (world.AnyVisit(v => v is { IsLive: true, NoticeNo: not null, Entry: null }) is not { } id) return;
        var day = City.Visits[id].Day;
        Slot morning = new(day, 540, 660), afternoon = new(day, 840, 960), other = new(WorkingCalendar.Default.OnOrAfter(day.AddDays(world.Dice.Next(1, 6))), 540, 660);
        switch (world.Dice.Next(4))
        {
            case 0: OnVisit(id, "propose", (v, _, x, p) => ProposeSlots.Decide(v, new ProposeSlots([morning, world.Chance(50) ? afternoon : other]), City.Taken(v), x, p)); break;
            case 1: OnVisit(id, "choose", (v, _, x, p) => ChooseSlot.Decide(v, new ChooseSlot(v.Slots.IsEmpty ? morning : world.One(v.Slots)), City.Taken(v), x, p)); break;
            case 2: OnVisit(id, "counter", (v, _, x, p) => CounterProposeSlot.Decide(v, new CounterProposeSlot(other), City.Taken(v), x, p)); break;
            default: OnVisit(id, "accept counter", (v, _, x, p) => AcceptCounter.Decide(v, new AcceptCounter(), City.Taken(v), x, p)); break;
        }
    }

    private void Move()
    {
        if (world.AnyVisit(v => v is { IsLive: true, IsPlanned: true }) is not { } id) return;
        var day = WorkingCalendar.Default.OnOrAfter(City.Visits[id].Day.AddDays(world.Dice.Next(1, 12)));
        if (world.Chance(50)) OnVisit(id, "postpone", (v, _, x, p) => PostponeVisit.Decide(v, new PostponeVisit(day, "stocktaking"), City.Taken(v), x, p));
        else OnVisit(id, "reschedule", (v, _, x, p) => RescheduleVisit.Decide(v, new RescheduleVisit(day, "typhoon"), City.Taken(v), x, p));
    }

    private void Each(UnifiedSocialCreditCode uscc, Func<Plan, bool> which, Action<Plan> act)
    {
        foreach (var plan in world.Firm(uscc).Docket.Plans.Where(which).ToList()) act(plan);
    }

    private void OnFirm(UnifiedSocialCreditCode uscc, string what, Func<Firm, Facts, InspectionPolicy, Decision> decide) => world.Note(what, City.OnFirm(decide, uscc));

    private void OnVisit(Guid id, string what, Func<Visit, TeamFacts, Facts, InspectionPolicy, Decision> decide) => world.Note(what, City.OnVisit(decide, id));
}
