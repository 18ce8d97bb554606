namespace Pengcheng.Inspection.Tests.Histories;

/// <summary>Officers at the door, with and without network; firms that answer; the supervision body that looks on.</summary>
internal sealed class Streets(World world)
{
    private int _record;

    private City City => world.City;

    public void Act()
    {
        switch (world.Dice.Next(20))
        {
            case 0: world.IsOffline = world.Chance(40); break;
            case 1 or 2 or 3 or 4 or 5: Enter(); break;
            case 6 or 7: Unplanned(); break;
            case 8 when world.Chance(30): Emergency(); break;
            case 9: Leave(); break;
            case 10 or 11 or 12: Result(); break;
            case 13 when world.Chance(30): Supervise(); break;
            case 14: Absent(); break;
            case 15 or 16 when !world.IsOffline && world.Backlog.Count > 0: Upload(); break;
            case 17: Firm(); break;
            case 18 when world.Chance(20): Closed(); break;
            case 19 when world.Chance(40): Complain(); break;
        }
    }

    /// <summary>The rest of the backlog, once the network is back.</summary>
    public void Upload()
    {
        var entry = world.One(world.Backlog);
        if (world.Chance(70)) world.Backlog.Remove(entry);
        world.Upload(entry);
    }

    private void Enter()
    {
        var id = world.AnyVisit(v => v is { IsLive: true, IsPlanned: true, Entry: null } && v.Day == City.Today)
            ?? world.AnyVisit(v => v.IsLive && (v.Day == City.Today || !v.Emergencies.IsEmpty || world.Chance(5))) ?? Guid.Empty;
        if (id == Guid.Empty) return;
        var body = world.One(City.Visits[id].Participants).Body;
        if (world.IsOffline)
        {
            var subject = City.Visits[id].Subject;
            world.Backlog.Add(new BackfillEntry(subject, Samples.Items(body), $"R-{++_record}", body, Officers(body), world.Now, world.Now.AddMinutes(30), "no network"));
            return;
        }

        var method = world.Dice.Next(10) switch { 0 => EntryMethod.StaticCode, 1 => EntryMethod.LicenceQr, 2 => EntryMethod.Lookup, _ => EntryMethod.Code };
        // Many devices at once: all but the first change nothing.
        for (var i = world.Dice.Next(1, 4); i > 0; i--)
            OnVisit(id, $"scan {body}", (v, known, x, p) => ScanIn.Decide(
                v, new ScanIn(body, method, Officers(body), Samples.Place, world.Chance(90) ? Samples.NextDoor : Samples.Elsewhere, method == EntryMethod.Lookup ? "would not show it" : null), known, x, p));
    }

    private void Unplanned()
    {
        var (uscc, body) = (world.AnyFirm(), world.AnyBody());
        var kind = (EntryKind)world.Dice.Next(3);
        var cause = world.Chance(70) ? InspectionCause.FirmRequest : InspectionCause.Planned;
        if (world.IsOffline || world.Chance(5))
        {
            var record = $"R-{++_record}";
            world.Backlog.Add(new BackfillEntry(Samples.Subject(BackfillEntry.VisitIdOf(body, record), kind, cause, uscc: uscc), Samples.Items(body), record, body, Officers(body), world.Now.AddMinutes(-30), world.Now, "no network"));
            return;
        }

        var id = world.NewId();
        OnVisit(id, $"unplanned {kind} {body}", (v, known, x, p) => ScanUnplanned.Decide(v, new ScanUnplanned(Samples.Subject(id, kind, cause, uscc: uscc), Samples.Items(body),
            new ScanIn(body, EntryMethod.Code, Officers(body), Samples.Place, Samples.NextDoor)), known, x, p));
    }

    private void Emergency()
    {
        var id = world.AnyVisit(v => v.IsLive && v.Entry is null) is { } found && world.Chance(50) ? found : world.NewId();
        var body = City.Visits.Find(id)?.Lead ?? world.AnyBody();
        OnVisit(id, $"emergency {body}", (v, known, x, p) => DeclareEmergency.Decide(
            v, new DeclareEmergency(Samples.Subject(id, EntryKind.Enforcement, InspectionCause.Complaint, uscc: world.AnyFirm()), Samples.Items(body), body, Officers(body), "gas"), known, x, p));
    }

    private void Leave()
    {
        if (world.AnyVisit(v => v.IsLive && (v.Entry is not null || !v.Emergencies.IsEmpty)) is { } id)
            OnVisit(id, "leave", (v, _, x, _) => Depart.Decide(v, new Depart(world.One(v.Participants).Body), x));
    }

    private void Result()
    {
        if (world.AnyVisit(v => v.IsLive && (v.Entry is not null || world.Chance(10)) && v.Participants.Exists(p => !p.IsDone)) is not { } id) return;
        var part = world.One(City.Visits[id].Participants.Where(p => !p.IsDone).ToList());
        var items = part.Items.Take(world.Dice.Next(1, part.Items.Count + 1)).Select(item => item.Code).ToImmutableList();
        OrderedRectification? order = world.Chance(30) ? new($"O-{++_record}", "put it right", City.Today.AddDays(world.Dice.Next(1, 20))) : null;
        OnVisit(id, $"result {part.Body}", (v, _, x, p) => RecordResult.Decide(v, new RecordResult(
            part.Body, items, order is null ? InspectionOutcome.NothingFound : InspectionOutcome.RectificationOrdered, "as found", order), x, p));
    }

    private void Absent()
    {
        if (world.AnyVisit(v => v is { IsLive: true, Entry: not null }) is { } id)
            OnVisit(id, "absent", (v, _, _, _) => MarkAbsent.Decide(v, new MarkAbsent(world.One(v.Participants).Body)));
    }

    private void Closed()
    {
        if (world.AnyVisit(v => v.IsLive && v.Day == City.Today) is { } id)
            OnVisit(id, "closed", (v, _, x, _) => ReportNoEntry.Decide(v, new ReportNoEntry(v.Lead, "shutters down"), x));
    }

    private void Supervise()
    {
        if (world.AnyVisit(v => v.Entry is not null) is { } id)
            OnVisit(id, "void", (v, _, _, _) => VoidEntry.Decide(v, new VoidEntry(v.Entry!.EntryId, "wrong firm", world.Chance(80) ? Samples.Supervisor : Samples.Officer)));
        if (world.AnyVisit(v => v.Dispute is not null) is { } disputed)
            OnVisit(disputed, "resolve", (v, _, x, _) => ResolveDispute.Decide(v, new ResolveDispute("as recorded", Samples.Supervisor), x));
    }

    private void Firm()
    {
        if (world.AnyVisit(v => v.IsLive && v.Entry is not null) is not { } id) return;
        switch (world.Dice.Next(5))
        {
            case 0: OnVisit(id, "acknowledge", (v, _, x, p) => Acknowledge.Decide(v, new Acknowledge("firm"), x, p)); break;
            case 1: OnVisit(id, "token", (v, _, x, _) => IssueRatingToken.Decide(v, new IssueRatingToken($"{id:N}"), x)); break;
            case 2 when world.Chance(20): OnVisit(id, "dispute", (v, _, _, _) => DisputeVisit.Decide(v, new DisputeVisit("nobody came"))); break;
            case 3 when City.Visits[id].Rectifications is [var order, ..]:
                OnVisit(id, "report", (v, _, _, _) => ReportRectification.Decide(v, new ReportRectification(order.OrderNo, "done")));
                OnVisit(id, "accept", (v, _, x, _) => AcceptRectification.Decide(v, new AcceptRectification(order.OrderNo, order.Body), x));
                break;
        }
    }

    private void Complain()
    {
        var (id, visit) = (world.NewId(), world.AnyVisit(_ => true));
        var body = visit is { } about ? world.One(City.Visits[about].Participants).Body : world.AnyBody();
        world.Note("complain", City.OnComplaint((c, x, p) => FileComplaint.Decide(c, new FileComplaint(id, (ComplaintKind)world.Dice.Next(6), world.AnyFirm(), "440311", body, visit, "so it was"), x, p), id));
        if (world.Chance(60)) world.Note("accept", City.OnComplaint((c, x, p) => AcceptComplaint.Decide(c, new AcceptComplaint(Samples.Supervisor), x, p), id));
        if (world.Chance(60)) world.Note("investigate", City.OnComplaint((c, _, _) => RecordInvestigation.Decide(c, new RecordInvestigation("looked into", Samples.Supervisor)), id));
        if (world.Chance(60)) world.Note("decide", City.OnComplaint((c, x, p) => DecideComplaint.Decide(c, new DecideComplaint(world.Chance(50), "decided", Samples.Supervisor), x, p), id));
        if (!world.Chance(50)) return;
        // The firm goes up, and the city looks at it anew.
        world.Note("feedback", City.OnComplaint((c, _, _) => GiveFeedback.Decide(c, new GiveFeedback("told", Samples.Supervisor)), id));
        world.Note("escalate", City.OnComplaint((c, x, p) => EscalateComplaint.Decide(c, new EscalateComplaint("not content"), x, p), id));
        world.Note("accept above", City.OnComplaint((c, x, p) => AcceptComplaint.Decide(c, new AcceptComplaint(Samples.CitySupervisor), x, p), id));
        world.Note("investigate above", City.OnComplaint((c, _, _) => RecordInvestigation.Decide(c, new RecordInvestigation("looked into", Samples.CitySupervisor)), id));
        world.Note("decide above", City.OnComplaint((c, x, p) => DecideComplaint.Decide(c, new DecideComplaint(world.Chance(50), "decided", Samples.CitySupervisor), x, p), id));
    }

    // Now and then a helper comes along, and is turned away.
    private ImmutableList<string> Officers(string body) => world.Chance(97) ? Samples.Officers(body) : [Samples.Officers(body)[0], "grid-helper"];

    private void OnVisit(Guid id, string what, Func<Visit, TeamFacts, Facts, InspectionPolicy, Decision> decide) => world.Note(what, City.OnVisit(decide, id));
}
