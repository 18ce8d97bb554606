namespace Pengcheng.Inspection.Tests;

/// <summary>
/// The whole service without a store: its streams, one clock, and the due commands carried to the streams that they are for, as its
/// work does. Invariants are asked after every event.
/// </summary>
internal sealed class City
{
    public City(DateTimeOffset? now = null)
    {
        Commits = new Commits(now ?? Samples.Monday);
        Firms = new Journal<Firm>(Commits, new FirmReactions()) { Check = Invariants.OfFirm };
        Visits = new Journal<Visit>(Commits, new VisitReactions(Policy)) { Check = Invariants.OfVisit };
        Bodies = new Journal<Body>(Commits, new BodyReactions());
        Complaints = new Journal<Complaint>(Commits, new ComplaintReactions());
        Officers = new Journal<Officer>(Commits);
    }

    public InspectionPolicy Policy { get; } = InspectionPolicy.Default;
    public Commits Commits { get; }
    public Journal<Firm> Firms { get; }
    public Journal<Visit> Visits { get; }
    public Journal<Body> Bodies { get; }
    public Journal<Complaint> Complaints { get; }
    public Journal<Officer> Officers { get; }
    public List<Sighting> Sightings { get; } = [];
    public Told Last { get; private set; } = new([], null);
    public DateOnly Today => Commits.Facts.Today;

    public Firm Firm(UnifiedSocialCreditCode? uscc = null) => Firms[Inspection.Firms.Firm.IdOf(uscc ?? Samples.Uscc)];

    public Visit Visit(Guid? id = null) => Visits[id ?? Samples.VisitId];

    public Body Body(string code) => Bodies[Inspection.Bodies.Body.IdOf(code)];

    public City OnFirm(Func<Firm, Facts, InspectionPolicy, Decision> decide, UnifiedSocialCreditCode? uscc = null) =>
        Note(Firms.Take(Inspection.Firms.Firm.IdOf(uscc ?? Samples.Uscc), (firm, facts) => decide(firm!, facts, Policy)));

    public City OnVisit(Func<Visit, TeamFacts, Facts, InspectionPolicy, Decision> decide, Guid? id = null) =>
        Note(Visits.Take(id ?? Samples.VisitId, (visit, facts) => decide(visit!, Known, facts, Policy)));

    public City OnBody(string code, Func<Body, Facts, InspectionPolicy, Decision> decide) =>
        Note(Bodies.Take(Inspection.Bodies.Body.IdOf(code), (body, facts) => decide(body!, facts, Policy)));

    public City OnComplaint(Func<Complaint, Facts, InspectionPolicy, Decision> decide, Guid? id = null) =>
        Note(Complaints.Take(id ?? Samples.ComplaintId, (complaint, facts) => decide(complaint!, facts, Policy)));

    /// <summary>What the door gathers before a visit is moved: the days on which its firm has somebody else.</summary>
    public ImmutableList<DateOnly> Taken(Visit visit) => Firm(visit.Subject.Uscc).EntryDays(except: visit.Subject.VisitId);

    /// <summary>What the door gathers before a scan: every certificate there is, and where officers were last.</summary>
    public TeamFacts Known => new([.. Officers.Streams.Select(id => Officers[id])], [.. Sightings]);

    /// <summary>Moves the clock and does what falls due on the way, told commands included.</summary>
    public City Advance(int workingDays, int hour = 10)
    {
        var clock = new Commits(Commits.Now);
        clock.Advance(workingDays, hour);
        return RunUntil(clock.Now);
    }

    public City RunUntil(DateTimeOffset instant)
    {
        while (Commits.NextDue(instant) is { } due)
        {
            Commits.MoveTo(Commits.Deadlines[due.Id].Due);
            RunOne(due.Id, due.Command);
        }

        Commits.MoveTo(instant);
        return this;
    }

    /// <summary>Carries told commands, and nothing that has to wait.</summary>
    public City Settle() => RunUntil(Commits.Now);

    public Told RunOne((Guid Stream, string Key) id, object command)
    {
        Commits.Deadlines.Remove(id);
        if (command is WithdrawParticipant { VisitId: var visit } && Visits.Find(visit) is null)
        {
            // It fails, and its worker takes it again after a while.
            Commits.Deadlines[id] = (Commits.Now.AddSeconds(1), command);
            return new Told([], null);
        }

        var told = Work.Do(this, id.Stream, command);
        if (told.Refusal is { } refusal) throw new InvariantBroken($"a due command was refused and is lost: {command} {refusal}");
        return told;
    }

    private City Note(Told told)
    {
        Last = told;
        return this;
    }
}
