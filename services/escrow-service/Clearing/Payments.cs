using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>A manual payment that awaits a second person.</summary>
public sealed record ManualProposal(string ProposalId, int Line, BankAccount Payee, string Maker);

/// <summary>The last paper by which the money is split.</summary>
/// <param name="No">Its number.</param>
/// <param name="ByCourt">Whether it is a judgment.</param>
/// <param name="Parts">What it says.</param>
public sealed record Paper(string No, bool ByCourt, ImmutableList<Allocation> Parts)
{
    /// <summary>Whether this is the same paper again.</summary>
    public bool Is(string no, bool byCourt, ImmutableList<Allocation> parts) => No == no && ByCourt == byCourt && Parts.SequenceEqual(parts);

    // Lines with an origin give lenders back what never counted; no paper names them.
    internal static Paper Of(string no, bool byCourt, IEnumerable<PlannedLine> lines) =>
        new(no, byCourt, [.. lines.Where(l => l.Origin is null).Select(l => new Allocation(l.Payee, l.Amount))]);
}

/// <summary>The deal's money out: every line that was ever planned, in order.</summary>
public sealed record Payments
{
    /// <summary>The lines.</summary>
    public ImmutableList<PaymentLine> Lines { get; init; } = [];

    /// <summary>Manual payments that await a second person.</summary>
    public ImmutableList<ManualProposal> Proposals { get; init; } = [];

    /// <summary>The paper by which the money is split, if there is one.</summary>
    public Paper? Paper { get; init; }

    /// <summary>Whether the clearing plan is fixed; it is only once.</summary>
    public bool PlanFixed { get; init; }

    /// <summary>Why clearing waits, if it does.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The open question to the seller about a payoff that costs more.</summary>
    public PayoffShortfall? Shortfall { get; init; }

    /// <summary>Whether every old loan is paid off.</summary>
    public bool OldLoansSettled { get; init; }

    /// <summary>Whether the sellers have the remainder.</summary>
    public bool SellerPaid { get; init; }

    /// <summary>Whether all refunds are with their payers.</summary>
    public bool Refunded { get; init; }

    /// <summary>The number of the next line.</summary>
    public int Next => Lines.Count + 1;

    /// <summary>Whether anything is still to be paid.</summary>
    public bool AnyOpen => Lines.Any(l => l.IsOpen);

    /// <summary>A line by its number.</summary>
    public PaymentLine? Line(int no) => no > 0 && no <= Lines.Count ? Lines[no - 1] : null;

    /// <summary>The line that was instructed under a reference.</summary>
    public PaymentLine? Under(string reference) => Lines.Find(l => l.Under(reference) is not null);

    /// <summary>Lines of a purpose.</summary>
    public IEnumerable<PaymentLine> Of(LinePurpose purpose) => Lines.Where(l => l.Plan.Purpose == purpose);

    /// <summary>What was paid.</summary>
    public Money Settled => Money.Sum(Lines.Where(l => l.State == LineState.Settled).Select(l => l.Plan.Amount));

    /// <summary>What is planned, on its way or paid, of the deal's own money: neither excess nor strangers' money.</summary>
    public Money Assigned => Money.Sum(Lines
        .Where(l => l.State != LineState.Superseded && l.Plan.Purpose is not (LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn))
        .Select(l => l.Plan.Amount));

    /// <summary>With further lines.</summary>
    public Payments Plus(params IEnumerable<PlannedLine> plans) => this with { Lines = Lines.AddRange(plans.Select(p => new PaymentLine(p))) };

    /// <summary>Without these lines.</summary>
    public Payments Without(ImmutableList<int> superseded) => this with
    {
        Lines = [.. Lines.Select(l => superseded.Contains(l.No) ? l with { State = LineState.Superseded, Held = null } : l)],
        Proposals = Proposals.RemoveAll(p => superseded.Contains(p.Line)),
    };

    /// <summary>With one line changed.</summary>
    public Payments With(int no, Func<PaymentLine, PaymentLine> change) => this with { Lines = Lines.SetItem(no - 1, change(Lines[no - 1])) };

    /// <summary>Everything that payment events change.</summary>
    public Payments With(object @event) => @event switch
    {
        ClearingPlanFixed e => Plus(e.Lines) with { PlanFixed = true, WaitsFor = null, Shortfall = null },
        PayoffReplanned e => Changed(e.Changes).Plus(e.Added) with { WaitsFor = null, Shortfall = null },
        ClearingHeld e => this with { WaitsFor = e.Reason },
        PayoffShortfall e => this with { Shortfall = e, WaitsFor = "payoff-shortfall" },
        PayoffConfirmed => this with { Shortfall = null, WaitsFor = null },
        RefundInstructed e => Plus(e.Lines),
        JointReleaseInstruction e => Without(e.Superseded).Plus(e.Lines) with { Paper = Paper.Of(e.DocumentNo, false, e.Lines) },
        CourtJudgmentApplied e => Without(e.Superseded).Plus(e.Lines) with { Paper = Paper.Of(e.CaseNo, true, e.Lines) },
        QuarantineReturnInstructed e => Plus(e.Return),
        Deals.OldLoansSettled => this with { OldLoansSettled = true },
        SellerRemainderPaid => this with { SellerPaid = true },
        RefundSettled => this with { Refunded = true },
        PaymentInstructed e => With(e.Line, l => l with
        {
            State = LineState.Instructed,
            Code = null,
            Held = null,
            Queries = 0,
            Overdue = false,
            Attempts = l.Attempts.Add(new Attempt(e.AttemptGroup, e.Reference, e.InstructedOn, e.Amount)),
        }),
        InstructionSigned e => With(e.Line, l => l.With(e.Reference, a => a with { SentOn = e.SentOn })),
        PaymentAccepted e => With(e.Line, l => l.Heard(e.Reference, e.On) with { State = LineState.Instructed, Queries = l.Queries + 1 }),
        PaymentSettled e => With(e.Line, l =>
            l.With(e.Reference, a => a.Settled(e.BankReference, e.Amount)) with { State = LineState.Settled, Code = null, Held = null }),
        PaymentSettledTwice e => With(e.Line, l => l.With(e.Reference, a => a.Settled(e.BankReference, e.Amount, isClaim: true))),
        PaymentRefused e => With(e.Line, l => l.With(e.Reference, a => a with { Over = true }) with { State = LineState.Refused, Code = e.Code }),
        PaymentUnknown e => With(e.Line, l => l.Heard(e.Reference, e.On) with { State = LineState.Unknown, Queries = l.Queries + 1 }),
        PaymentNotFound { Final: true } e => With(e.Line, l => l.With(e.Reference, a => a with { Over = true }) with { State = LineState.Planned, Code = "not-found" }),
        PaymentNotFound e => With(e.Line, l => l.Heard(e.Reference, e.On) with { State = LineState.NotFound, Queries = l.Queries + 1 }),
        PaymentReturned e => With(e.Line, l => l.Back(e.Reference, new ReturnedMoney(e.BankReference, e.Amount), e.Code)),
        DoublePaymentReturned e => With(e.Line, l => l.OneBack(e.Reference, new ReturnedMoney(e.BankReference, e.Amount))),
        ReturnReversed e => With(e.Line, l => l.Again(e.Reference, e.IsClaim)),
        PaymentHeld e => With(e.Line, l => l with { Held = e.Reason }),
        PaymentOverdue e => With(e.Line, l => l with { Overdue = true }),
        PaymentRetryRequested e => With(e.Line, l => l with { State = LineState.Planned, Code = null, Held = null }),
        SellerAccountReplaced e => this with { Lines = [.. Lines.Select(l => (l.IsSellers || l.Plan.Purpose == LinePurpose.Release) && l.IsPayable && l.Plan.Subject == e.Subject ? Repaid(l, e.Account) : l)] },
        ManualPaymentProposed e => this with { Proposals = Proposals.Add(new ManualProposal(e.ProposalId, e.Line, e.Payee, e.Maker)) },
        ManualPaymentRejected e => this with { Proposals = Proposals.RemoveAll(p => p.ProposalId == e.ProposalId) },
        ManualPaymentApproved e => With(e.Line, l => Repaid(l, e.Payee)) with { Proposals = Proposals.RemoveAll(p => p.Line == e.Line) },
        _ => throw new UnknownEventException(typeof(Payments), @event),
    };

    // A line whose money went to the old lender is no longer due.
    private Payments Changed(ImmutableList<AmountChange> changes) => changes.Aggregate(this, (payments, change) => payments.With(change.Line, l =>
        change.To.IsZero ? l with { State = LineState.Superseded, Held = null } : l with { Plan = l.Plan with { Amount = change.To } }));

    private static PaymentLine Repaid(PaymentLine line, BankAccount payee) =>
        line with { Plan = line.Plan with { Payee = payee }, State = LineState.Planned, Code = null, Held = null };
}
