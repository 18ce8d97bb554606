using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Banks;

/// <summary>
/// What escrow asks of banks. Calls are made by due commands, never while a citizen waits and never inside a commit.
/// An instruction whose answer did not come is <see cref="PaymentAnswer.Unknown"/>, which is not a failure.
/// </summary>
public interface IBanks
{
    /// <summary>Sends a signed instruction to the account bank, once. The same reference again gets the same payment.</summary>
    Task<RecordPaymentAnswer> Pay(PaymentInstructed instruction, InstructionEvidence signature, CancellationToken cancel);

    /// <summary>Asks after a payment by its original reference.</summary>
    Task<RecordPaymentAnswer> Query(string reference, CancellationToken cancel);

    /// <summary>Whether the account is open and held in this name.</summary>
    /// <exception cref="HttpRequestException">The bank does not answer; ask again later.</exception>
    Task<NameCheck> Check(BankAccount account, CancellationToken cancel);

    /// <summary>What paying off a loan costs on a value date.</summary>
    /// <exception cref="HttpRequestException">The lender does not answer, or does not know the loan; ask again later.</exception>
    Task<PayoffQuote> Quote(CnapsCode lender, string loanNo, DateOnly valueDate, CancellationToken cancel);

    /// <summary>The escrow account's statement of a business date.</summary>
    /// <exception cref="HttpRequestException">The bank does not answer; ask again later.</exception>
    Task<BankStatement> Statement(DateOnly date, CancellationToken cancel);
}

/// <summary>The bank's word on the escrow account for one business date.</summary>
/// <param name="Date">The date (Asia/Shanghai).</param>
/// <param name="OpeningBalance">Before the first entry.</param>
/// <param name="ClosingBalance">After the last.</param>
/// <param name="Entries">In the bank's order.</param>
public sealed record BankStatement(DateOnly Date, Money OpeningBalance, Money ClosingBalance, IReadOnlyList<BankStatementEntry> Entries);

/// <summary>One entry of a statement.</summary>
/// <param name="BankReference">The bank's reference.</param>
/// <param name="Reference">Our reference, if the entry carries out an instruction of ours.</param>
/// <param name="Direction"><c>credit</c> or <c>debit</c>.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="RemittanceInfo">The payer's text.</param>
/// <param name="Reverses">The bank's reference of the entry that this one takes back (冲正), if it does.</param>
public sealed record BankStatementEntry(string BankReference, string? Reference, string Direction, Money Amount, string? RemittanceInfo, string? Reverses = null);
