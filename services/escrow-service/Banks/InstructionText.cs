using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Banks;

/// <summary>I10: the text that is signed with SM2, and made again from the event whenever a signature is to be verified.</summary>
public static class InstructionText
{
    private const string Version = "pengcheng-payment-v1";

    /// <summary>UTF-8 of these lines joined by a line feed; no part contains one.</summary>
    public static string For(PaymentInstructed instruction) => string.Join('\n',
        Version, instruction.Reference, instruction.DebtorAccount, instruction.Creditor.BankCode, instruction.Creditor.Account,
        instruction.Creditor.Name, instruction.Amount, instruction.Purpose, instruction.RemittanceInfo);

    /// <summary>The reference of an attempt.</summary>
    public static string Reference(DealNo dealNo, int line, int group) => $"{dealNo}-{line}-{group}";

    /// <summary>The instruction of a planned line.</summary>
    public static PaymentInstructed Instruct(Deal deal, PlannedLine line, int group, Facts facts, EscrowPolicy policy) => new(
        line.Line, group, Reference(deal.DealNo, line.Line, group), policy.EscrowAccount().Account, line.Payee, line.Amount,
        Purpose(line.Purpose), $"{deal.DealNo} {line.LoanNo ?? line.Origin ?? line.Subject}".TrimEnd(), facts.Today);

    /// <summary>The purpose as banks read it.</summary>
    public static string Purpose(LinePurpose purpose) => purpose switch
    {
        LinePurpose.Payoff => "payoff",
        LinePurpose.SellerRemainder => "seller-remainder",
        LinePurpose.OverpaymentCredit => "overpayment-credit",
        LinePurpose.Refund => "refund",
        LinePurpose.ExcessReturn => "excess-return",
        LinePurpose.QuarantineReturn => "quarantine-return",
        LinePurpose.Release => "release",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };
}
