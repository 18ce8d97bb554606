using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Clearing;

/// <summary>One part of a split.</summary>
/// <param name="Payee">An account of the fixed set (I7).</param>
/// <param name="Amount">Above zero.</param>
public sealed record Allocation(BankAccount Payee, Money Amount);

/// <summary>Buyers and sellers together instruct how the money is split, e.g. a forfeited deposit (定金).</summary>
/// <param name="DocumentNo">Their paper.</param>
/// <param name="Allocations">Add up to everything the deal holds.</param>
public sealed record JointRelease(string DocumentNo, ImmutableList<Allocation> Allocations)
{
    /// <summary>The trustee never splits money on its own (money rule 6).</summary>
    public static Decision Decide(Deal deal, JointRelease command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid ? invalid
        : Release.Unfold(deal, command.DocumentNo, byCourt: false, command.Allocations, (l, s) => new JointReleaseInstruction(command.DocumentNo, l, s), facts, policy);
}

/// <summary>A court has decided how the money is split.</summary>
/// <param name="CaseNo">The judgment's number.</param>
/// <param name="Allocations">Add up to everything the deal holds.</param>
public sealed record ApplyJudgment(string CaseNo, ImmutableList<Allocation> Allocations)
{
    /// <summary>
    /// As a joint release, and it takes the place of what an earlier paper has not yet paid; also this does not take the money of
    /// an old lender whose security is gone.
    /// </summary>
    public static Decision Decide(Deal deal, ApplyJudgment command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("caseNo", command.CaseNo, 100) is { } invalid ? invalid
        : Release.Unfold(deal, command.CaseNo, byCourt: true, command.Allocations, (l, s) => new CourtJudgmentApplied(command.CaseNo, l, s), facts, policy);
}

internal static class Release
{
    public static Decision Unfold(
        Deal deal, string paper, bool byCourt, ImmutableList<Allocation> allocations,
        Func<ImmutableList<PlannedLine>, ImmutableList<int>, object> instruction, Facts facts, EscrowPolicy policy)
    {
        if (deal.End is not null) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (deal.Payments.Paper?.Is(paper, byCourt, allocations) == true) return Decision.Nothing;
        if (allocations.Any(a => !a.Amount.IsPositive)) return EscrowErrors.AmountNotPositive.With(("field", "allocations"));
        if (deal.Payments.Lines.Any(l => l.IsInFlight && IsDeals(l))) return EscrowErrors.PaymentsInFlight.With();
        if (!byCourt && deal.Payments.Paper is { } standing && deal.Payments.Of(LinePurpose.Release).Any(l => l.IsOpen && (standing.ByCourt || !IsStuck(l))))
            return EscrowErrors.PaperStands.With(("paper", standing.No));

        var replaced = deal.Payments.Lines.Where(l => l.IsPayable && IsDeals(l)).ToList();
        // A loan that never counted is its lender's; the parties have no say in it.
        var foreign = deal.Funds.Receipts.Where(r => r.Kind == ReceiptKind.HeldDisbursement && r.Amount.IsPositive
            && !deal.Payments.Lines.Any(l => IsDeals(l) && l.Plan.Origin == r.BankReference && l.State == LineState.Settled)).ToList();
        var held = deal.Unassigned + Money.Sum(replaced.Select(l => l.Plan.Amount)) - Money.Sum(foreign.Select(r => r.Amount));
        if (Shortcoming(deal, allocations, held, facts.Today) is { } refusal) return refusal;

        var lines = allocations.Select(a => (a.Payee, a.Amount, Origin: (string?)null))
            .Concat(foreign.Select(r => (r.Payer, r.Amount, Origin: (string?)r.BankReference)))
            .Select((a, i) => new PlannedLine(deal.Payments.Next + i, LinePurpose.Release, a.Item1, a.Amount, Subject: SubjectOf(deal, a.Item1), Origin: a.Origin))
            .ToImmutableList();
        var unfolding = new Unfolding(deal, facts, policy).Add(instruction(lines, [.. replaced.Select(l => l.No)]));
        if (deal.Registration.Inconsistent is not null) unfolding.Add(new RegistrationConfirmed(paper));
        var reason = byCourt ? "judgment" : "joint-release";
        if (deal.Ending is null) unfolding.Add(deal.Registration.HasBegun ? new DealUnwound(reason) : new DealCancelled(reason, reason));
        return unfolding.Decide();
    }

    private static Refusal? Shortcoming(Deal deal, ImmutableList<Allocation> allocations, Money held, DateOnly today)
    {
        var sum = allocations.Aggregate(Int128.Zero, (total, a) => total + a.Amount.Minor);
        if (sum != held.Minor) return EscrowErrors.AllocationDiffers.With(("sum", sum <= long.MaxValue ? Money.Cny((long)sum) : "more than there is"), ("held", held));
        if (allocations.Any(a => !Payees.Of(deal).Any(p => p == a.Payee))) return EscrowErrors.PayeeNotAllowed.With();
        // The old lender's own payoff among the parts is as good as its release.
        return Unsecured.Lenders(deal, today, allocations) is [var lender, ..] ? EscrowErrors.LenderReleaseMissing.With(("lender", lender)) : null;
    }

    // What no longer goes on by itself may be instructed anew by both parties.
    private static bool IsStuck(PaymentLine line) => line.NeedsPerson || line.Held == PaymentGate.SecurityGone;

    private static bool IsDeals(PaymentLine line) => line.Plan.Purpose is not (LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn);

    private static string? SubjectOf(Deal deal, BankAccount payee) => deal.Sellers.Find(s => s.Account.Is(payee))?.Subject;
}

/// <summary>I7: the fixed set of payees.</summary>
public static class Payees
{
    /// <summary>Old lenders' collection accounts, sellers' verified accounts, original payers. A stranger whose money was set apart is none.</summary>
    public static IEnumerable<BankAccount> Of(Deal deal) =>
    [
        .. deal.Lending.Old.Select(l => l.CollectionAccount).OfType<BankAccount>(),
        .. deal.Sellers.Select(s => s.Account),
        .. deal.Funds.Receipts.Where(r => r.Kind != ReceiptKind.Quarantine).Select(r => r.Payer),
        .. deal.Buyers.Select(b => b.Account),
    ];

    /// <summary>Accounts that a line which cannot be paid may go to instead: the same lender, the same seller, or an account of the same payer's side.</summary>
    public static IEnumerable<BankAccount> InsteadOf(Deal deal, PlannedLine line) => line.Purpose switch
    {
        LinePurpose.Payoff => deal.Lending.Old.Where(l => l.Loan.Lender == line.Payee.BankCode).Select(l => l.CollectionAccount).OfType<BankAccount>(),
        LinePurpose.SellerRemainder or LinePurpose.OverpaymentCredit => deal.Sellers.Where(s => s.Subject == line.Subject).Select(s => s.Account),
        LinePurpose.Release => Of(deal),
        _ => deal.Buyers.Any(b => b.Account.Is(line.Payee)) ? deal.Buyers.Select(b => b.Account)
            : deal.Lending.New.Where(l => l.DisbursingAccount?.BankCode == line.Payee.BankCode).Select(l => l.DisbursingAccount).OfType<BankAccount>().Append(line.Payee),
    };
}
