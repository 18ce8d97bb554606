using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Registry;

/// <summary>
/// What the registry has done for the deal. Each part is a set or a flag, so the order of the notices and their
/// repetition make no difference: the whole is the conjunction T ∧ C ∧ N.
/// </summary>
public sealed record Registration
{
    /// <summary>The acceptance numbers of the deal's applications that were not rejected.</summary>
    public ImmutableList<string> AcceptanceNos { get; init; } = [];

    /// <summary>The mortgages that must be cancelled.</summary>
    public ImmutableHashSet<string> OldMortgages { get; init; } = [];

    /// <summary>The lenders that must get a mortgage.</summary>
    public ImmutableHashSet<string> NewLenders { get; init; } = [];

    /// <summary>T: the new certificate.</summary>
    public OwnershipCertificateNo? Certificate { get; init; }

    /// <summary>C so far.</summary>
    public ImmutableHashSet<string> Cancelled { get; init; } = [];

    /// <summary>N so far.</summary>
    public ImmutableHashSet<string> Registered { get; init; } = [];

    /// <summary>Advance notices so far.</summary>
    public ImmutableHashSet<string> AdvanceNotices { get; init; } = [];

    /// <summary>Notices that were handled.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = [];

    /// <summary>Notices under applications that the trustee has not recorded.</summary>
    public ImmutableList<ApplyRegistryNotice> Parked { get; init; } = [];

    /// <summary>Applications under which something was registered.</summary>
    public ImmutableHashSet<string> BegunUnder { get; init; } = [];

    /// <summary>Applications that were rejected or withdrawn.</summary>
    public ImmutableHashSet<string> Rejected { get; init; } = [];

    /// <summary>Numbers that the trustee took back: applications that were withdrawn, and those that never were the deal's.</summary>
    public ImmutableHashSet<string> Withdrawn { get; init; } = [];

    /// <summary>Old lenders that allow money to go back although their mortgage is gone.</summary>
    public ImmutableHashSet<string> ReleasedBy { get; init; } = [];

    /// <summary>Why the notices contradict each other, while nobody has cleared it up.</summary>
    public string? Inconsistent { get; init; }

    /// <summary>Whether the completion was recorded.</summary>
    public bool Completed { get; init; }

    /// <summary>Whether the registry missed its own term and a person was told.</summary>
    public bool Overdue { get; init; }

    /// <summary>T.</summary>
    public bool HasTransfer => Certificate is not null;

    /// <summary>C: every old mortgage.</summary>
    public bool HasCancellations => OldMortgages.IsSubsetOf(Cancelled);

    /// <summary>N: every new lender's.</summary>
    public bool HasNewMortgages => NewLenders.IsSubsetOf(Registered);

    /// <summary>Both advance notices; without a new lender, that of the transfer.</summary>
    public bool HasAdvanceNotices => AdvanceNotices.Contains("transfer") && (NewLenders.IsEmpty || AdvanceNotices.Contains("mortgage"));

    /// <summary>T ∧ C ∧ N.</summary>
    public bool IsComplete => HasTransfer && HasCancellations && HasNewMortgages;

    /// <summary>Whether the registry has done anything yet.</summary>
    public bool HasBegun => HasTransfer || !Cancelled.IsEmpty || !Registered.IsEmpty || !AdvanceNotices.IsEmpty;

    /// <summary>Whether the registry may still decide on an application.</summary>
    public bool IsPending => !AcceptanceNos.IsEmpty;

    /// <summary>Whether a transfer or a cancellation was told under an application that is not recorded: the registry was quicker than the office.</summary>
    public bool IsAhead => Parked.Any(IsEnd);

    /// <summary>Whether a transfer or a cancellation was told under this application, which is not recorded.</summary>
    public bool IsAheadUnder(string acceptanceNo) => Parked.Any(n => n.AcceptanceNo == acceptanceNo && IsEnd(n));

    /// <summary>What is still missing, for people.</summary>
    public ImmutableList<string> Missing =>
    [
        .. HasTransfer ? (IEnumerable<string>)[] : ["transfer"],
        .. OldMortgages.Except(Cancelled).Order(StringComparer.Ordinal).Select(proof => $"cancellation {proof}"),
        .. NewLenders.Except(Registered).Order(StringComparer.Ordinal).Select(lender => $"mortgage {lender}"),
    ];

    /// <summary>Everything that the registry's events change.</summary>
    public Registration With(object @event) => @event switch
    {
        RegistrationSubmitted e => this with { AcceptanceNos = AcceptanceNos.Add(e.AcceptanceNo), Withdrawn = Withdrawn.Remove(e.AcceptanceNo), Overdue = false },
        TransferRegistered e => Begun(e.NoticeId, e.AcceptanceNo) with { Certificate = e.CertificateNo },
        OldMortgageCancelled e => Begun(e.NoticeId, e.AcceptanceNo) with { Cancelled = Cancelled.Add(e.MortgageProofNo.ToString()) },
        NewMortgageRegistered e => Begun(e.NoticeId, e.AcceptanceNo) with { Registered = Registered.Add(e.Lender.ToString()) },
        AdvanceNoticeRegistered e => Begun(e.NoticeId, e.AcceptanceNo) with { AdvanceNotices = AdvanceNotices.Add(e.Right) },
        ApplicationWithdrawn e => this with
        {
            AcceptanceNos = AcceptanceNos.Remove(e.AcceptanceNo),
            Withdrawn = Withdrawn.Add(e.AcceptanceNo),
            Overdue = false,
            Rejected = e.Mistyped || !AcceptanceNos.Contains(e.AcceptanceNo) ? Rejected : Rejected.Add(e.AcceptanceNo),
            Seen = Seen.Union(Parked.Where(n => n.AcceptanceNo == e.AcceptanceNo).Select(n => n.NoticeId)),
            Parked = Parked.RemoveAll(n => n.AcceptanceNo == e.AcceptanceNo),
        },
        RegistrationRejected e => Noticed(e.NoticeId) with { AcceptanceNos = AcceptanceNos.Remove(e.AcceptanceNo), Rejected = Rejected.Add(e.AcceptanceNo), Overdue = false },
        RegistrationInconsistent e => Noticed(e.NoticeId) with { Inconsistent = e.Reason },
        CallbackIgnored e => Noticed(e.NoticeId),
        NoticeParked e => this with { Parked = Parked.Add(e.Notice) },
        // What was registered stands: a rejection of that application was none.
        RegistrationConfirmed => this with
        {
            Inconsistent = null,
            AcceptanceNos = AcceptanceNos.AddRange(Rejected.Intersect(BegunUnder).Order(StringComparer.Ordinal)),
            Rejected = Rejected.Except(BegunUnder),
        },
        RegistrationReverted => this with { Inconsistent = null, Certificate = null, Cancelled = [], Registered = [], AdvanceNotices = [], Completed = false, AcceptanceNos = [], BegunUnder = [] },
        RegistrationCompleted => this with { Completed = true },
        RegistrationDecisionOverdue => this with { Overdue = true },
        LenderReleased e => this with { ReleasedBy = ReleasedBy.Add(e.Lender.ToString()) },
        LenderReplaced e => this with { NewLenders = NewLenders.Remove(e.Lender.ToString()).Add(e.By.Lender.ToString()) },
        _ => throw new UnknownEventException(typeof(Registration), @event),
    };

    private static bool IsEnd(ApplyRegistryNotice notice) => notice.Kind is NoticeKind.TransferRegistered or NoticeKind.MortgageCancelled;

    private Registration Begun(string noticeId, string acceptanceNo) => Noticed(noticeId) with { BegunUnder = BegunUnder.Add(acceptanceNo) };

    private Registration Noticed(string noticeId) => this with { Seen = Seen.Add(noticeId), Parked = Parked.RemoveAll(n => n.NoticeId == noticeId) };
}
