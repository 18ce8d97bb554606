namespace Pengcheng.Escrow.Deals;

/// <summary>A freeze order in force.</summary>
public sealed record Freeze(string OrderNo, FreezeScope Scope, string? Subject);

/// <summary>A suspension and the day by which it must be cured.</summary>
public sealed record Suspension(string Reason, DateOnly CureDue);

/// <summary>Something a person must look at.</summary>
public sealed record Incident(string IncidentId, string Kind, string Detail);

/// <summary>What stops the deal's money.</summary>
public sealed record Holds
{
    /// <summary>Orders in force.</summary>
    public ImmutableList<Freeze> Freezes { get; init; } = [];

    /// <summary>Orders that were lifted; their late repetition freezes nothing again.</summary>
    public ImmutableList<Freeze> Lifted { get; init; } = [];

    /// <summary>Why the parties are at odds.</summary>
    public string? Dispute { get; init; }

    /// <summary>What must be cured.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>Open incidents.</summary>
    public ImmutableList<Incident> Incidents { get; init; } = [];

    /// <summary>Incidents that were ever raised.</summary>
    public ImmutableHashSet<string> Raised { get; init; } = [];

    /// <summary>Whether an order covers everything.</summary>
    public bool IsFrozen => Freezes.Any(f => f.Scope == FreezeScope.Whole);

    /// <summary>Whether an order covers what is payable to this party.</summary>
    public bool Freeze(FreezeScope side, string? subject) =>
        Freezes.Any(f => f.Scope == FreezeScope.Whole || (f.Scope == side && (f.Subject is null || subject is null || f.Subject == subject)));

    /// <summary>Everything that hold events change.</summary>
    public Holds With(object @event) => @event switch
    {
        DealFrozen e => this with { Freezes = Freezes.Add(new Freeze(e.OrderNo, e.Scope, e.Subject)) },
        DealUnfrozen e => this with { Freezes = Freezes.RemoveAll(f => f.OrderNo == e.OrderNo), Lifted = Lifted.AddRange(Freezes.Where(f => f.OrderNo == e.OrderNo)) },
        DisputeOpened e => this with { Dispute = e.Reason },
        DisputeResolved => this with { Dispute = null },
        DealSuspended e => this with { Suspension = new Suspension(e.Reason, e.CureDue) },
        DealResumed => this with { Suspension = null },
        SecurityIncidentRaised e => this with { Incidents = Incidents.Add(new Incident(e.IncidentId, e.Kind, e.Detail)), Raised = Raised.Add(e.IncidentId) },
        SecurityIncidentResolved e => this with { Incidents = Incidents.RemoveAll(i => i.IncidentId == e.IncidentId) },
        _ => throw new UnknownEventException(typeof(Holds), @event),
    };

    /// <summary>When the deal's end is decided, what its beginning lacked no longer matters.</summary>
    public Holds Ending() => this with { Suspension = null };

    /// <summary>When a joint instruction or a judgment has settled the dispute.</summary>
    public Holds Settled() => this with { Suspension = null, Dispute = null };
}
