namespace Pengcheng.Inspection.Tests;

/// <summary>The way to each state, through the decisions themselves.</summary>
internal static class Stages
{
    public static City Draft(this City city, int plan, PlanContent content) =>
        city.OnFirm((f, x, p) => DraftPlan.Decide(f, new DraftPlan(Samples.Id(plan), content, "planner"), x, p));

    public static City Submit(this City city, int plan, PlanContent content) =>
        city.Draft(plan, content).OnFirm((f, x, p) => SubmitPlan.Decide(f, new SubmitPlan(Samples.Id(plan)), x, p));

    public static City Merge(this City city, string lead, params int[] plans) =>
        city.OnFirm((f, x, p) => MergePlans.Decide(f, new MergePlans(Samples.VisitId, lead, [.. plans.Select(Samples.Id)]), x, p));

    public static City Approve(this City city, int plan, string by = "head") =>
        city.OnFirm((f, x, p) => ApprovePlan.Decide(f, new ApprovePlan(Samples.Id(plan), $"审批-{plan}", by), x, p));

    public static City Publish(this City city, int plan) => city.OnFirm((f, _, _) => PublishPlan.Decide(f, new PublishPlan(Samples.Id(plan))));

    public static City Schedule(this City city, DateOnly? day = null, params int[] plans) =>
        city.OnFirm((f, x, p) => ScheduleVisit.Decide(f, new ScheduleVisit(Samples.VisitId, [.. plans.Select(Samples.Id)], day ?? Samples.VisitDay, "the block's entry day"), x, p));

    /// <summary>A planned visit of these bodies, on its entry day; one body alone, or a joint one.</summary>
    public static City Planned(EntryKind kind, InspectionCause cause, int items, params string[] bodies)
    {
        var city = Samples.City();
        var plans = Enumerable.Range(1, bodies.Length).ToArray();
        foreach (var i in plans) city.Submit(i, Samples.Content(bodies[i - 1], kind: kind, cause: cause, items: items, minutes: 40));
        if (plans.Length > 1) city.Merge(bodies[0], plans).Said(typeof(JointVisitFormed));
        foreach (var i in plans) city.Approve(i).Publish(i);
        city.Schedule(null, plans).Said(typeof(VisitScheduled));
        return city.Settle();
    }

    public static City Planned(params string[] bodies) => Planned(EntryKind.Enforcement, InspectionCause.Planned, 1, bodies.Length == 0 ? [Samples.Safety] : bodies);

    public static City Announce(this City city) => city.OnVisit((v, known, x, p) => AnnounceVisit.Decide(v, new AnnounceVisit(
        "光明应急检通〔2025〕12号", [.. v.Participants.Select(part => new Team(part.Body, Samples.Officers(part.Body)))]), known, x, p));

    public static City Announced(params string[] bodies) => Planned(bodies).Announce().Said(typeof(VisitAnnounced));

    /// <summary>At the door on the announced day.</summary>
    public static City OnTheDay(params string[] bodies)
    {
        var city = Announced(bodies);
        return city.RunUntil(ShenzhenTime.At(Samples.VisitDay, new TimeOnly(10, 0)));
    }

    public static City Scan(this City city, string body, EntryMethod method = EntryMethod.Code, GeoPoint? place = null, string? reason = null) =>
        city.OnVisit((v, known, x, p) => ScanIn.Decide(v, Samples.Scan(body, method, place, reason), known, x, p));

    public static City Inside(params string[] bodies)
    {
        var city = OnTheDay(bodies);
        foreach (var body in bodies.Length == 0 ? [Samples.Safety] : bodies) city.Scan(body);
        return city;
    }

    public static City Result(this City city, string body, InspectionOutcome outcome = InspectionOutcome.NothingFound, OrderedRectification? order = null, int items = 1) =>
        city.OnVisit((v, _, x, p) => RecordResult.Decide(v, new RecordResult(body, [.. Samples.Items(body, items).Select(i => i.Code)], outcome, "as it should be", order), x, p));

    public static City WithResults(params string[] bodies)
    {
        var city = Inside(bodies);
        foreach (var body in bodies.Length == 0 ? [Samples.Safety] : bodies) city.Result(body);
        return city.Settle();
    }

    public static City Acknowledged() => WithResults().OnVisit((v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p));

    /// <summary>An inspection without a plan that the firm asked for: the short way to an entry that counts.</summary>
    public static City Inspect(this City city, int number, string body = Samples.Safety, EntryKind kind = EntryKind.Enforcement) => city.OnVisit((v, known, x, p) =>
        ScanUnplanned.Decide(v, new ScanUnplanned(Samples.Subject(Samples.Id(number), kind, InspectionCause.FirmRequest), Samples.Items(body), Samples.Scan(body)), known, x, p), Samples.Id(number)).Settle();

    public static City Void(this City city, Guid visit, Actor? by = null) =>
        city.OnVisit((v, _, _, _) => VoidEntry.Decide(v, new VoidEntry(v.Entry?.EntryId ?? v.VoidedEntries[^1], "wrong firm", by ?? Samples.Supervisor)), visit);
}
