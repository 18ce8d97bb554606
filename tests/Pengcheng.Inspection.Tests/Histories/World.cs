namespace Pengcheng.Inspection.Tests.Histories;

/// <summary>
/// Some months of one or two firms, five bodies, officers, coordinators and supervisors; every step is drawn from one seed. Told
/// commands and timers arrive in any order, some twice; an outage keeps officers from scanning and fills their backlog.
/// </summary>
internal sealed class World(int seed)
{
    private static readonly string[] Bodies = [Samples.Safety, Samples.Fire, Samples.Market, Samples.Labour, Samples.Water];
    private readonly List<string> _log = [];
    private readonly HashSet<(Guid Visit, string Record)> _uploaded = [];
    private int _serial;

    public Random Dice { get; } = new(seed);
    public City City { get; } = Samples.City();
    public bool IsOffline { get; set; }
    public List<BackfillEntry> Backlog { get; } = [];
    public Dictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);
    public string Log => string.Join("\n", _log.TakeLast(60));
    public DateTimeOffset Now => City.Commits.Now;

    public UnifiedSocialCreditCode[] Firms { get; } = [Samples.Uscc, Samples.OtherUscc];

    public bool Chance(int percent) => Dice.Next(100) < percent;

    public T One<T>(IReadOnlyList<T> all) => all[Dice.Next(all.Count)];

    public string AnyBody() => One(Bodies);

    public Guid NewId() => Samples.Id(10_000 + ++_serial);

    public UnifiedSocialCreditCode AnyFirm() => One(Firms);

    public Firm Firm(UnifiedSocialCreditCode uscc) => City.Firm(uscc);

    public Guid? AnyVisit(Func<Visit, bool> which) =>
        City.Visits.Streams.Where(id => which(City.Visits[id])).ToList() is { Count: > 0 } found ? One(found) : null;

    /// <summary>Notes what was decided; a refusal is somebody's bad luck, and no defect.</summary>
    public Told Note(string what, City after)
    {
        var told = after.Last;
        _log.Add($"{Now:MM-dd HH:mm} {what} -> {told.Refusal?.Error.Code ?? string.Join(' ', told.Events.Select(e => e.GetType().Name))}");
        foreach (var e in told.Events) Seen[e.GetType().Name] = Seen.GetValueOrDefault(e.GetType().Name) + 1;
        if (told.Refusal is { } refusal) Seen[refusal.Error.Code] = Seen.GetValueOrDefault(refusal.Error.Code) + 1;
        return told;
    }

    /// <summary>One due command: any that is due, since several workers take them. Sometimes the first commit is not heard of, and it is done again.</summary>
    public bool RunOne()
    {
        var due = City.Commits.Deadlines.Where(d => d.Value.Due <= Now).OrderBy(d => d.Key.Stream).ThenBy(d => d.Key.Key, StringComparer.Ordinal).ToList();
        if (due.Count == 0) return false;
        var (id, value) = One(due);
        var told = City.RunOne(id, value.Command);
        if (City.Commits.Deadlines.GetValueOrDefault(id).Command == value.Command) return true;
        _log.Add($"{Now:MM-dd HH:mm} due {id.Key} -> {string.Join(' ', told.Events.Select(e => e.GetType().Name))}");
        foreach (var e in told.Events) Seen[e.GetType().Name] = Seen.GetValueOrDefault(e.GetType().Name) + 1;
        if (Chance(10) && Work.Do(City, id.Stream, value.Command) is { Events.Count: > 0 } again && value.Command is not (ExpireOrder or ExpireComplaintStep))
            throw new InvariantBroken($"told twice, done twice: {value.Command} -> {string.Join(' ', again.Events)}");
        return true;
    }

    /// <summary>Whether something is due that one stream tells another.</summary>
    public bool IsAnythingTold => City.Commits.Deadlines.Values.Any(deadline => deadline.Due <= Now);

    /// <summary>The clock goes on; what falls due waits for its worker.</summary>
    public void Wait(TimeSpan span) => City.Commits.MoveTo(Now + span);

    /// <summary>The morning of the next visit that was announced.</summary>
    public void WaitForVisit()
    {
        var days = City.Visits.Streams.Select(id => City.Visits[id]).Where(v => v is { IsLive: true, NoticeNo: not null, Entry: null } && v.Day >= City.Today).Select(v => v.Day).ToList();
        if (days.Count > 0) City.Commits.MoveTo(ShenzhenTime.At(days.Min(), new TimeOnly(10, 0)));
    }

    /// <summary>Uploads a backlog entry; the app may do so again later.</summary>
    public void Upload(BackfillEntry entry)
    {
        var id = entry.Subject.VisitId;
        Note($"backfill {entry.RecordNo}", City.OnVisit((v, known, x, p) => BackfillEntry.Decide(v, entry, known, x, p), id));
        if (City.Last.Events.OfType<EntryBackfilled>().Any() && !_uploaded.Add((id, entry.RecordNo))) throw new InvariantBroken($"{entry.RecordNo} was entered twice");
        if (City.Last.Events.OfType<EntryBackfilled>().SingleOrDefault() is { } filled && filled.DaysAfter > City.Policy.BackfillDays != City.Last.Events.OfType<BackfillRejected>().Any())
            throw new InvariantBroken($"viii: {filled}");
    }

    /// <summary>What must be true of all streams together, whatever is still on its way.</summary>
    public void Check()
    {
        foreach (var id in City.Visits.Streams) Invariants.Results(City.Visits[id]);
        var entries = City.Visits.Streams.Select(id => City.Visits[id]).SelectMany(v => v.Participants.Where(p => p.Arrived is not null)
            .Select(p => (v.Uscc, p.Body, v.Subject.Kind, Day: ShenzhenTime.DateOf(p.Arrived!.Value), Emergency: p.FirstIn ? v.VisitId : Guid.Empty))).ToList();
        if (entries.Distinct().Count() != entries.Count) throw new InvariantBroken("a body has two entries at one firm, of one kind, on one day");
    }

    /// <summary>What must be true when nothing is on its way any more.</summary>
    public void CheckAtRest()
    {
        Check();
        foreach (var uscc in Firms)
        {
            var firm = Firm(uscc);
            var counting = City.Visits.Streams.Select(id => City.Visits[id]).Where(v => v.Subject.Uscc == uscc && v.Entry is not null).ToList();
            var counted = firm.Tally.Entries.Where(e => !e.IsVoid).ToList();
            if (!counting.Select(v => v.Entry!.EntryId).Order(StringComparer.Ordinal).SequenceEqual(counted.Select(e => e.EntryId).Order(StringComparer.Ordinal)))
                throw new InvariantBroken($"ii: the firm counts {counted.Count} entries, the visits have {counting.Count}");
            Invariants.Alerts(firm, City.Today);
            foreach (var plan in firm.Docket.Plans.Where(plan => plan.State == PlanState.Scheduled))
                if (City.Visits.Find(plan.VisitId!.Value) is not { IsLive: true } visit || visit.Of(plan.Body) is null)
                    throw new InvariantBroken($"{plan.Body}'s plan waits for a visit that is over: {string.Join(' ', City.Visits.Events(plan.VisitId.Value).Select(e => e.GetType().Name))}");
        }

        foreach (var plan in City.Firms.Streams.SelectMany(id => City.Firms[id].Docket.Plans).Where(plan => plan.State == PlanState.Completed))
            if (plan.Executions.Find(done => City.Visits.Find(done.VisitId)?.Of(plan.Body)?.Result is null) is { } undone)
                throw new InvariantBroken($"{plan.Body}'s plan is done in a visit where nothing was done: {undone}");

        foreach (var id in City.Visits.Streams) Invariants.OfFigures(City.Visits.Events(id), City.Visits[id]);

        foreach (var visit in City.Visits.Streams.Select(id => City.Visits[id]))
            foreach (var body in visit.Unscanned)
                if (City.Bodies.Find(Body.IdOf(body))?.Violations.Exists(held => held.State != ViolationState.Suspected && held.Kind == ViolationKind.UnscannedEntry && held.ViolationId.Contains($"{visit.VisitId:N}", StringComparison.Ordinal)) != true)
                    throw new InvariantBroken($"i: nobody holds {body}'s unscanned entry against it");

        // What the last decision says of a complaint is what is held against the body, wherever a visit does not say otherwise.
        foreach (var complaint in City.Complaints.Streams.Select(id => City.Complaints[id]).Where(c => (c.Hearing.Founded ?? c.HearingBelow?.Founded) is not null && c.Kind != ComplaintKind.NotScanned))
            if (City.Bodies.Find(Body.IdOf(complaint.Body))?.Find($"complaint:{complaint.ComplaintId:N}") is { State: ViolationState.Standing } != (complaint.Hearing.Founded ?? complaint.HearingBelow!.Founded))
                throw new InvariantBroken($"{complaint.Body} is held to something else than {complaint.ComplaintId} was decided");
    }
}
