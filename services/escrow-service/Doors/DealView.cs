using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Doors;

/// <summary>A deal as one viewer sees it: the progress for all who have a part in it, loans and money only their own.</summary>
/// <param name="DealId">Its id.</param>
/// <param name="DealNo">Its printed number; goes into the remittance text of every payment to escrow.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Stage">Where it would stand without what holds it.</param>
/// <param name="Signers">Who has signed, as far as the viewer may know: the trustee and the viewer.</param>
/// <param name="Missing">What the registry still has to do: the viewer's own parts by their numbers, the others' by their kind.</param>
/// <param name="WaitsFor">Why clearing waits, if it does.</param>
/// <param name="Shortfall">What the sellers must pay in; for them and those who see the deal whole.</param>
/// <param name="Holds">What holds the deal up; in bare words for those who do not see it whole.</param>
/// <param name="Balance">What escrow holds for the deal; only for those who see it whole.</param>
/// <param name="Outcome">How it ended, or null.</param>
public sealed record DealView(
    Guid DealId, DealNo DealNo, RealEstateUnitCode UnitNo, Money Price, Money DownPayment, RegistrationMode Mode, DateOnly OpenedOn,
    DealStatus Status, DealStatus Stage, IReadOnlyList<string> Signers, DateOnly? DepositDue, IReadOnlyList<string> AcceptanceNos, IReadOnlyList<string> Missing,
    IReadOnlyList<DealView.OldLoanView> OldLoans, IReadOnlyList<DealView.NewLoanView> NewLoans,
    IReadOnlyList<DealView.ReceiptView> Receipts, IReadOnlyList<DealView.PaymentView> Payments,
    string? WaitsFor, Money? Shortfall, Money? Balance, string? Outcome, IReadOnlyList<string> Holds)
{
    /// <summary>An old loan and its latest quote.</summary>
    public sealed record OldLoanView(string LoanNo, CnapsCode Lender, LoanKind Kind, MortgageProofNo MortgageProofNo, PayoffQuote? Quote);

    /// <summary>A new loan and its lender's word.</summary>
    public sealed record NewLoanView(CnapsCode Lender, LoanKind Kind, Money Amount, DateOnly? ApprovedUntil);

    /// <summary>Money in.</summary>
    public sealed record ReceiptView(string BankReference, ReceiptKind Kind, Money Amount, BankAccount Payer);

    /// <summary>Money out.</summary>
    public sealed record PaymentView(
        int Line, LinePurpose Purpose, Money Amount, BankAccount Payee, LineState State, string? Reference, string? BankReference, string? Code, string? Held);

    /// <summary>The view.</summary>
    public static DealView Of(Deal deal, Viewer viewer)
    {
        var view = Visibility.Of(deal, viewer);
        var whole = view.Sight == Sight.Full;
        return new DealView(
            deal.DealId, deal.DealNo, deal.UnitNo, deal.Price, deal.DownPayment, deal.Mode, deal.OpenedOn, deal.Status, deal.Stage,
            [.. deal.Signers.Where(s => whole || s == viewer.Subject || s == SignAgreement.Trustee).Order(StringComparer.Ordinal)],
            deal.Funds.DepositDue, deal.Registration.AcceptanceNos, whole ? deal.Registration.Missing : MissingOf(deal, view),
            [.. view.OldLoans.Select(l => new OldLoanView(l.Loan.LoanNo, l.Loan.Lender, l.Loan.Kind, l.Loan.MortgageProofNo, l.Quote))],
            [.. view.NewLoans.Select(l => new NewLoanView(l.Loan.Lender, l.Loan.Kind, l.Loan.Amount, l.Approval?.ValidUntil))],
            [.. view.Receipts.Select(r => new ReceiptView(r.BankReference, r.Kind, r.Amount, r.Payer))],
            [.. view.Lines.Select(l => new PaymentView(
                l.No, l.Plan.Purpose, l.Plan.Amount, l.Plan.Payee, l.State, l.Current?.Reference, l.Current?.BankReference, l.Code, l.Held))],
            deal.Payments.WaitsFor, whole || Visibility.IsSeller(deal, viewer) ? deal.Payments.Shortfall?.Missing : null,
            whole ? deal.Balance : null, deal.End?.Outcome ?? deal.Ending?.Outcome, whole ? Reasons(deal) : Words(deal, viewer));
    }

    private static ImmutableList<string> MissingOf(Deal deal, View view)
    {
        var own = view.OldLoans.Select(l => l.Loan.MortgageProofNo.ToString()).Concat(view.NewLoans.Select(l => l.Loan.Lender.ToString())).ToHashSet(StringComparer.Ordinal);
        return [.. deal.Registration.Missing.Select(part => part.Split(' ') is [var kind, var number] && !own.Contains(number) ? kind : part).Distinct()];
    }

    // That something holds the deal up is progress; whose order it is, and what the parties quarrel about, is not everybody's.
    private static ImmutableList<string> Words(Deal deal, Viewer viewer) =>
    [
        .. Visibility.IsFrozen(deal, viewer) ? (string[])["freeze"] : [],
        .. deal.Holds.Dispute is null ? (string[])[] : ["dispute"],
        .. deal.Holds.Suspension is null ? (string[])[] : ["suspended"],
        .. deal.Registration.Inconsistent is not null || !deal.Registration.Parked.IsEmpty || PaymentGate.WaitsForRegistry(deal) ? (string[])["registry"] : [],
        .. deal.Holds.Incidents.IsEmpty ? (string[])[] : ["incident"],
    ];

    private static ImmutableList<string> Reasons(Deal deal) =>
    [
        .. deal.Holds.Freezes.Select(f => $"freeze {f.OrderNo} ({f.Scope})"),
        .. deal.Holds.Dispute is { } dispute ? (string[])[$"dispute: {dispute}"] : [],
        .. deal.Holds.Suspension is { } suspension ? (string[])[$"suspended: {suspension.Reason}, to be cured by {suspension.CureDue:yyyy-MM-dd}"] : [],
        .. deal.Registration.Inconsistent is { } inconsistent ? (string[])[$"registry: {inconsistent}"] : [],
        .. deal.Registration.Parked.Select(n => $"registry: notice {n.NoticeId} under application {n.AcceptanceNo}, which is not recorded"),
        .. PaymentGate.WaitsForRegistry(deal) ? deal.Registration.AcceptanceNos.Select(no => $"registry: application {no} is pending; nothing is paid back before it is decided or withdrawn") : [],
        .. deal.Holds.Incidents.Select(i => $"incident {i.IncidentId}: {i.Kind}"),
    ];
}
