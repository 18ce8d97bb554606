using System.Text.RegularExpressions;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Ledger;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Doors;

/// <summary>What banks say: lenders about their loans, the account bank about the escrow account. A bank speaks for itself only (I8).</summary>
public static partial class BankDoor
{
    /// <summary>A lender's word.</summary>
    /// <param name="ContractNo">The lender's number of the loan contract.</param>
    /// <param name="Amount">What it lends; equal to the deal's, to the fen.</param>
    /// <param name="ValidUntil">The last day in Shenzhen on which the word holds.</param>
    /// <param name="DisbursingAccount">The only account from which its money is taken; at the lender itself.</param>
    public sealed record Approval(string ContractNo, Money Amount, DateOnly ValidUntil, BankAccount DisbursingAccount);

    /// <summary>A lender's refusal.</summary>
    public sealed record Refusal(string Reason);

    /// <summary>An old lender's release.</summary>
    /// <param name="DocumentNo">The number of the written release.</param>
    public sealed record Release(string DocumentNo);

    /// <summary>The account bank booked a credit on the escrow account.</summary>
    /// <param name="AdviceId">The bank's id of the advice.</param>
    /// <param name="Account">The escrow account.</param>
    /// <param name="BankReference">The bank's reference of the entry; the same credit has the same one.</param>
    /// <param name="Amount">Above zero.</param>
    /// <param name="Payer">From which account.</param>
    /// <param name="RemittanceInfo">The payer's text; holds the deal's number.</param>
    /// <param name="At">When it was booked.</param>
    public sealed record CreditAdvice(string AdviceId, AccountNumber Account, string BankReference, Money Amount, BankAccount Payer, string RemittanceInfo, DateTimeOffset At);

    /// <summary>The account bank took a credit back.</summary>
    /// <param name="AdviceId">The bank's id of the advice.</param>
    /// <param name="Account">The escrow account.</param>
    /// <param name="OriginalBankReference">The reference of the credit that it takes back.</param>
    /// <param name="Amount">Above zero, at most what is left of the credit.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="At">When it was booked.</param>
    public sealed record CreditReversal(string AdviceId, AccountNumber Account, string OriginalBankReference, Money Amount, string Reason, DateTimeOffset At);

    /// <summary>The account bank reports on a payment.</summary>
    /// <param name="AdviceId">The bank's id of the advice.</param>
    /// <param name="Reference">The platform's reference of the instruction.</param>
    /// <param name="Status">What became of it.</param>
    /// <param name="BankReference">The bank's reference of the entry, if there is one.</param>
    /// <param name="Amount">As instructed.</param>
    /// <param name="At">When.</param>
    /// <param name="Code">For a refusal or return: <c>account-closed</c>, <c>name-mismatch</c>, <c>insufficient-funds</c>, <c>bad-signature</c> or <c>internal</c>.</param>
    /// <param name="Reason">For a refusal or return: the bank's words.</param>
    public sealed record PaymentAdvice(
        string AdviceId, string Reference, AdvisedStatus Status, string? BankReference, Money Amount, DateTimeOffset At, string? Code = null, string? Reason = null);

    /// <summary>What an advice may say.</summary>
    public enum AdvisedStatus
    {
        /// <summary>Paid.</summary>
        Settled,

        /// <summary>Refused for good.</summary>
        Refused,

        /// <summary>Paid and come back.</summary>
        Returned,
    }

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Deal, DealView> deals, EscrowPolicy policy)
    {
        deals.Post<Approval>("loan-approvals", "escrow.loans.write", "As a new lender, confirm the loan",
            (deal, body, asked) => OfBank(asked, bank => ConfirmLoanApproval.Decide(
                deal, new ConfirmLoanApproval(bank, body.ContractNo, body.Amount, body.ValidUntil, body.DisbursingAccount), asked.Facts, policy)));
        deals.Post<Refusal>("loan-refusals", "escrow.loans.write", "As a new lender, refuse the loan or take the word back",
            (deal, body, asked) => OfBank(asked, bank => RefuseLoan.Decide(deal, new RefuseLoan(bank, body.Reason), asked.Facts, policy)));
        deals.Post<Release>("releases", "escrow.loans.write", "As an old lender without its mortgage, allow the money to go back",
            (deal, body, asked) => OfBank(asked, bank => ReleaseByLender.Decide(deal, new ReleaseByLender(bank, body.DocumentNo), asked.Facts, policy)));

        var advices = routes.MapGroup("/escrow/v1").RequireScope("escrow.advices.write").WithTags("Account bank")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        advices.MapPost("/credit-advices", Credit).WithSummary("The escrow account was credited").Produces<Receipt>();
        advices.MapPost("/credit-reversals", Reverse).WithSummary("A credit on the escrow account was taken back").Produces<Receipt>();
        advices.MapPost("/payment-advices", Report).WithSummary("A payment was settled, refused or returned").Produces<Receipt>();
    }

    private static Decision OfBank(Asked asked, Func<CnapsCode, Decision> decide) =>
        CnapsCode.TryParse(asked.Caller.Organisation, out var bank, out _) ? decide(bank) : ChassisErrors.NotFound;

    private static async Task<IResult> Credit(
        CreditAdvice advice, HttpContext http, Commands<Deal> deals, Commands<EscrowAccount> accounts, NaturalKeys keys, EscrowPolicy policy)
    {
        if (Refuse(http, policy, advice.Account) is { } foreign) return foreign;
        var command = new ReceiveCredit(advice.BankReference, advice.Amount, advice.Payer, advice.RemittanceInfo);
        if (await DealNamedIn(advice.RemittanceInfo, keys, http.RequestAborted) is { } dealId)
            return await deals.Answer(http, dealId,
                (deal, facts) => deal is null ? ChassisErrors.NotFound : ReceiveCredit.Decide(deal, command, facts, policy), Taken);

        // Money without a deal is still money: it is kept apart until a person says whose it is.
        return await accounts.Answer(http, EscrowAccount.StreamId,
            (account, _) => ReceiveUnmatchedCredit.Decide(account, new ReceiveUnmatchedCredit(advice.BankReference, advice.Amount, advice.Payer, advice.RemittanceInfo)),
            _ => new Receipt(null, "unmatched"));
    }

    private static async Task<IResult> Reverse(
        CreditReversal advice, HttpContext http, Commands<Deal> deals, Commands<EscrowAccount> accounts, LedgerReader ledger, EscrowPolicy policy)
    {
        if (Refuse(http, policy, advice.Account) is { } foreign) return foreign;
        var holder = await ledger.HolderOfCredit(advice.OriginalBankReference, http.RequestAborted);
        // Not kept under the key: once the credit has come, or its deal has taken it, the same advice is taken.
        if (holder is null || (holder == EscrowAccount.StreamId && await IsOnItsWay()))
            return Problems.Result(EscrowErrors.CreditNotYetKnown.With(("bankReference", advice.OriginalBankReference)));
        return holder == EscrowAccount.StreamId
            ? await accounts.Answer(http, holder.Value, (account, _) => ReverseUnmatchedCredit.Decide(
                account, new ReverseUnmatchedCredit(advice.OriginalBankReference, advice.Amount, advice.Reason)), _ => new Receipt(null, "unmatched"))
            : await deals.Answer(http, holder.Value, (deal, facts) => deal is null
                ? ChassisErrors.NotFound
                : ReverseCredit.Decide(deal, new ReverseCredit(advice.AdviceId, advice.OriginalBankReference, advice.Amount, advice.Reason), facts, policy), Taken);

        async Task<bool> IsOnItsWay() => (await accounts.Load(EscrowAccount.StreamId, http.RequestAborted)).State?.HasAssigned(advice.OriginalBankReference) == true;
    }

    private static async Task<IResult> Report(PaymentAdvice advice, HttpContext http, Commands<Deal> deals, NaturalKeys keys, EscrowPolicy policy)
    {
        if (Refuse(http, policy, null) is { } foreign) return foreign;
        var answer = advice.Status switch
        {
            AdvisedStatus.Settled => PaymentAnswer.Settled,
            AdvisedStatus.Refused => PaymentAnswer.Refused,
            _ => PaymentAnswer.Returned,
        };
        return await DealNamedIn(advice.Reference, keys, http.RequestAborted) is { } dealId
            ? await deals.Answer(http, dealId, (deal, facts) => deal is null
                ? ChassisErrors.NotFound
                : RecordPaymentAnswer.Decide(deal, new RecordPaymentAnswer(advice.Reference, answer, advice.Amount, advice.BankReference, advice.Code, advice.Reason), facts, policy), Taken)
            : Problems.Result(EscrowErrors.PaymentNotKnown.With(("reference", advice.Reference)));
    }

    /// <summary>What the account bank is answered.</summary>
    /// <param name="DealNo">The deal it was booked to, if one was named.</param>
    /// <param name="Status">The deal's status, or <c>unmatched</c>.</param>
    public sealed record Receipt(DealNo? DealNo, string Status);

    private static object Taken(Deal deal) => new Receipt(deal.DealNo, EnumWords.Of(deal.Status));

    // Only the account bank speaks about the escrow account, and only about that account.
    private static IResult? Refuse(HttpContext http, EscrowPolicy policy, AccountNumber? account) =>
        Caller.Of(http.User).Organisation == policy.AccountBank && (account is null || account.ToString() == policy.AccountNumber)
            ? null
            : Problems.Result(EscrowErrors.NotTheAccountBank);

    private static async Task<Guid?> DealNamedIn(string text, NaturalKeys keys, CancellationToken cancel)
    {
        foreach (Match match in DealNumber().Matches(text))
            if (DealNo.TryParse(match.Value, out var number, out _) && await keys.Find(EscrowKeys.DealNo, number, cancel) is { } id) return id;
        return null;
    }

    [GeneratedRegex(@"DY\d{15}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex DealNumber();
}
