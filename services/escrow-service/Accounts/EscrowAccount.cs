namespace Pengcheng.Escrow.Accounts;

/// <summary>A day's statement agrees with the ledger, in-transit items explained.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Closing">The bank's closing balance.</param>
/// <param name="InTransit">References of payments that the bank booked and has not yet confirmed to us.</param>
[EventName("escrow.statement-reconciled.v1")]
public sealed record StatementReconciled(DateOnly Date, Money Closing, ImmutableList<string> InTransit);

/// <summary>
/// A day's statement differs from the ledger. Nothing goes out of the account until the ledger has what the same statement showed, e.g. since an
/// advice was late, or two people have resolved it.
/// </summary>
/// <param name="Date">The business date.</param>
/// <param name="Difference">Statement minus ledger, in-transit items taken out; may be zero where two entries cancel out.</param>
/// <param name="Items">What does not match, for people.</param>
/// <param name="Closing">The closing balance of the statement that differed.</param>
[EventName("escrow.reconciliation-broken.v1")]
public sealed record ReconciliationBroken(DateOnly Date, Money Difference, ImmutableList<string> Items, Money? Closing = null);

/// <summary>One person says how it is resolved.</summary>
[EventName("escrow.reconciliation-resolution-proposed.v1")]
public sealed record ReconciliationResolutionProposed(string ProposalId, string Explanation, string Maker);

/// <summary>A second person agrees; payments go out again.</summary>
[EventName("escrow.reconciliation-resolved.v1")]
public sealed record ReconciliationResolved(string ProposalId, string Checker);

/// <summary>A proposal that awaits a second person.</summary>
public sealed record ResolutionProposal(string ProposalId, string Explanation, string Maker);

/// <summary>The escrow account as a whole: whether statement and ledger agree. Its stream begins with its first statement.</summary>
public sealed record EscrowAccount : IState<EscrowAccount>
{
    /// <summary>The one stream of the one escrow account.</summary>
    public static readonly Guid StreamId = new("e5c50000-0000-8000-8000-000000000001");

    /// <summary>Credits that name no deal, by the bank's reference.</summary>
    public ImmutableDictionary<string, UnmatchedCreditReceived> Unmatched { get; init; } = ImmutableDictionary<string, UnmatchedCreditReceived>.Empty;

    /// <summary>Those of them that were assigned or taken back.</summary>
    public ImmutableHashSet<string> Assigned { get; init; } = [];

    /// <summary>Those of them that the bank took back.</summary>
    public ImmutableHashSet<string> Reversed { get; init; } = [];

    /// <summary>The last day that agreed.</summary>
    public DateOnly? ReconciledTo { get; init; }

    /// <summary>The bank's closing balance of that day.</summary>
    public Money Closing { get; init; }

    /// <summary>Payments in transit that a statement has shown, and on which day: none shows them again.</summary>
    public ImmutableDictionary<string, DateOnly> Explained { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    /// <summary>What is broken, if anything.</summary>
    public ReconciliationBroken? Broken { get; init; }

    /// <summary>The open proposal.</summary>
    public ResolutionProposal? Proposal { get; init; }

    /// <summary>Differences that two people have accepted; the same day's same difference does not break it again.</summary>
    public ImmutableList<ReconciliationBroken> Accepted { get; init; } = [];

    /// <summary>Whether money may go out.</summary>
    public bool IsInOrder => Broken is null;

    /// <summary>Whether a credit is on its way to the deal that it was assigned to.</summary>
    public bool HasAssigned(string bankReference) => Assigned.Contains(bankReference) && !Reversed.Contains(bankReference);

    // A statement that was changed by the bank since is for people to explain, even if it agrees now.
    internal bool IsCaughtUpBy(StatementReconciled agreed) => Broken is { Closing: { } closing } broken && broken.Date == agreed.Date && closing == agreed.Closing;

    private EscrowAccount Settled(StatementReconciled e) => (ReconciledTo > e.Date ? this : this with { ReconciledTo = e.Date, Closing = e.Closing }) with
    {
        Explained = Explained.AddRange(e.InTransit.Where(reference => !Explained.ContainsKey(reference)).Select(reference => KeyValuePair.Create(reference, e.Date))),
    };

    /// <inheritdoc/>
    public static EscrowAccount Evolve(EscrowAccount? state, object @event)
    {
        state ??= new EscrowAccount();
        return @event switch
        {
            StatementReconciled e => state.Settled(e) is var settled && state.IsCaughtUpBy(e)
                ? settled with { Broken = null, Proposal = null }
                : settled,
            ReconciliationBroken e => state with { Broken = e, Proposal = null },
            ReconciliationResolutionProposed e => state with { Proposal = new ResolutionProposal(e.ProposalId, e.Explanation, e.Maker) },
            ReconciliationResolved => state with { Broken = null, Proposal = null, Accepted = state.Broken is { } broken ? state.Accepted.Add(broken) : state.Accepted },
            UnmatchedCreditReceived e => state with { Unmatched = state.Unmatched.Add(e.BankReference, e) },
            UnmatchedCreditReversed e => state with
            {
                Unmatched = state.Unmatched.Remove(e.BankReference), Assigned = state.Assigned.Add(e.BankReference), Reversed = state.Reversed.Add(e.BankReference),
            },
            UnmatchedCreditAssigned e => state with { Unmatched = state.Unmatched.Remove(e.BankReference), Assigned = state.Assigned.Add(e.BankReference) },
            _ => throw new UnknownEventException(typeof(EscrowAccount), @event),
        };
    }
}
