using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow;

/// <summary>
/// Every figure that no public rule settles: timers, buffer and cut-off, with the defaults of the trustee's draft.
/// "WorkingDays" count from the day after; plain "Days" are calendar days.
/// </summary>
public sealed record EscrowPolicy
{
    /// <summary>The defaults.</summary>
    public static EscrowPolicy Default { get; } = new();

    /// <summary>The account bank's branch number.</summary>
    public string AccountBank { get; init; } = "102584002008";

    /// <summary>The escrow account (资金托管专户).</summary>
    public string AccountNumber { get; init; } = "4000010229200880001";

    /// <summary>The name the escrow account is held under.</summary>
    public string AccountName { get; init; } = "深圳市住房公积金管理中心资金托管专户";

    /// <summary>All parties sign within so many calendar days of opening.</summary>
    public int AgreementDays { get; init; } = 7;

    /// <summary>The down payment is complete within so many working days of the agreement.</summary>
    public int DepositWorkingDays { get; init; } = 5;

    /// <summary>The one extension of the deposit's term.</summary>
    public int DepositExtensionWorkingDays { get; init; } = 5;

    /// <summary>Registration is applied for within so many working days of the complete deposit.</summary>
    public int RegistrationWorkingDays { get; init; } = 20;

    /// <summary>The registry is expected to decide within so many working days.</summary>
    public int RegistryDecisionWorkingDays { get; init; } = 5;

    /// <summary>A lender that has not disbursed is reminded after so many working days.</summary>
    public int DisbursementReminderWorkingDays { get; init; } = 5;

    /// <summary>... reported to the regulator after so many; from then on the buyer may pay instead.</summary>
    public int DisbursementEscalationWorkingDays { get; init; } = 10;

    /// <summary>... and the deal is in dispute after so many.</summary>
    public int DisbursementDisputeWorkingDays { get; init; } = 20;

    /// <summary>A payoff or another instruction is confirmed within so many working days.</summary>
    public int PaymentConfirmationWorkingDays { get; init; } = 2;

    /// <summary>The seller is paid within so many working days of the last payoff.</summary>
    public int SellerPaymentWorkingDays { get; init; } = 1;

    /// <summary>A deal for which nobody applied for registration lapses after so many calendar days.</summary>
    public int UnusedDealDays { get; init; } = 90;

    /// <summary>A lender's word holds for at most so many years.</summary>
    public int LongestApprovalYears { get; init; } = 5;

    /// <summary>A new lender is found within so many working days of a refusal.</summary>
    public int LenderSearchWorkingDays { get; init; } = 10;

    /// <summary>A seizure or a registry's rejection is cured within so many working days.</summary>
    public int CureWorkingDays { get; init; } = 15;

    /// <summary>The coverage buffer: so many days of the old loans' interest ...</summary>
    public int BufferInterestDays { get; init; } = 10;

    /// <summary>... plus this amount, in fen.</summary>
    public long BufferFen { get; init; } = 100_000;

    /// <summary>Clearing on the same day only before this time in Shenzhen.</summary>
    public TimeOnly CutOff { get; init; } = new(16, 30);

    /// <summary>Clearing starts at this time on a working day.</summary>
    public TimeOnly OpensAt { get; init; } = new(9, 0);

    /// <summary>An unanswered instruction is asked after for the first time after so long; the wait doubles each time.</summary>
    public TimeSpan QueryUnknownAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An accepted instruction without an advice is asked after, after so long; the wait doubles each time.</summary>
    public TimeSpan QueryAcceptedAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The longest wait between two queries.</summary>
    public TimeSpan LongestQueryWait { get; init; } = TimeSpan.FromHours(4);

    /// <summary>A payment that the bank refused for a passing reason is instructed again after so long.</summary>
    public TimeSpan RetryRefusedAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the escrow account's own state holds up is tried again after so long.</summary>
    public TimeSpan RetryHeldAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Clearing for which no valid quote of today was at hand is tried again after so long.</summary>
    public TimeSpan RetryStaleQuoteAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so many attempt groups a person decides about a payment.</summary>
    public int MostPaymentAttempts { get; init; } = 60;

    /// <summary>The escrow account as debtor of each instruction.</summary>
    public BankAccount EscrowAccount() => new(CnapsCode.Parse(AccountBank), Contracts.Identifiers.AccountNumber.Parse(AccountNumber), AccountName);

    /// <summary>The fixed part of the buffer.</summary>
    public Money Buffer() => Money.Cny(BufferFen);

    /// <summary>When clearing may run: now, or from the opening of the next working day after weekends, holidays and the cut-off.</summary>
    public DateTimeOffset ClearingTime(Facts facts)
    {
        if (!facts.Calendar.IsWorkingDay(facts.Today) || facts.TimeOfDay >= CutOff)
            return NextOpening(facts);
        return facts.TimeOfDay >= OpensAt ? facts.Now : ShenzhenTime.At(facts.Today, OpensAt);
    }

    /// <summary>The opening of the next working day.</summary>
    public DateTimeOffset NextOpening(Facts facts) => ShenzhenTime.At(facts.Calendar.Add(facts.Today, 1), OpensAt);
}
