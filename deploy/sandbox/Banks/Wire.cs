using System.Text;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Banks;

/// <summary>An account as it stands in payments and statements.</summary>
public sealed record Party(string BankCode, string Account, string Name);

/// <summary>The signature under a payment instruction: <c>value</c> is base64 of the DER form.</summary>
public sealed record PaymentSignature(string KeyId, string Algorithm, string Value);

/// <summary>A payment instruction (支付指令).</summary>
public sealed record PaymentInstruction(
    string Reference, string DebtorAccount, Party Creditor, Money Amount, string Purpose, string RemittanceInfo, PaymentSignature Signature)
{
    /// <summary>The text that is signed, and by which two instructions are the same.</summary>
    public byte[] SignedText() => Encoding.UTF8.GetBytes(string.Join('\n',
        "pengcheng-payment-v1", Reference, DebtorAccount, Creditor.BankCode, Creditor.Account, Creditor.Name, Amount, Purpose, RemittanceInfo));
}

/// <summary>How a payment stands: <c>accepted</c>, <c>settled</c>, <c>refused</c> or <c>returned</c>.</summary>
public sealed record PaymentStatus(
    string Reference, string Status, string? BankReference, string? Code, string? Reason, Money Amount, DateTimeOffset At);

/// <summary>Asks whether an account bears a name.</summary>
public sealed record NameCheck(string BankCode, string Account, string Name);

/// <summary>Whether it does, and whether the account can be paid to.</summary>
public sealed record NameCheckAnswer(bool Match, string AccountStatus);

/// <summary>One entry of a statement (对账单); one that takes another back (冲正) names it in <paramref name="Reverses"/>.</summary>
public sealed record StatementEntry(
    string BankReference, string? Reference, string Direction, Money Amount, Party Counterparty, string RemittanceInfo, DateTimeOffset At, string? Reverses);

/// <summary>A day of an account, by the date in Shenzhen.</summary>
public sealed record Statement(string Account, DateOnly Date, Money OpeningBalance, Money ClosingBalance, IReadOnlyList<StatementEntry> Entries);

/// <summary>What repays a loan in full on a day (结清报价). It is good through <paramref name="ValidUntil"/>, which is that day.</summary>
public sealed record PayoffQuote(
    string LoanNo, DateOnly ValueDate, Money Principal, Money AccruedInterest, Money DailyInterest, Money Penalty, Money Total,
    DateOnly ValidUntil, Party CollectionAccount);

/// <summary>Money came in.</summary>
public sealed record CreditAdvice(string AdviceId, string Account, string BankReference, Money Amount, Party Payer, string RemittanceInfo, DateTimeOffset At)
{
    /// <summary>Where the platform takes it.</summary>
    public const string Path = "api/escrow/v1/credit-advices";
}

/// <summary>Money that came in was taken back.</summary>
public sealed record CreditReversal(string AdviceId, string Account, string OriginalBankReference, Money Amount, string Reason, DateTimeOffset At)
{
    /// <summary>Where the platform takes it.</summary>
    public const string Path = "api/escrow/v1/credit-reversals";
}

/// <summary>A payment has come to its end, or came back.</summary>
public sealed record PaymentAdvice(
    string AdviceId, string Reference, string Status, string BankReference, string? Code, string? Reason, Money Amount, DateTimeOffset At)
{
    /// <summary>Where the platform takes it.</summary>
    public const string Path = "api/escrow/v1/payment-advices";
}
