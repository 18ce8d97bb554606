using Pengcheng.Chassis;
using Pengcheng.Contracts.Registry;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Ledger;
using Pengcheng.Escrow.Registry;
using Pengcheng.Escrow.Work;

namespace Pengcheng.Escrow;

/// <summary>Which work answers which message and deadline, and how banks are reached.</summary>
internal static class Wiring
{
    public static void AddWork(Service service)
    {
        service.Consume<PropertyTransferRegistered, RegistryWork>().Consume<MortgageCancelled, RegistryWork>().Consume<MortgageRegistered, RegistryWork>()
            .Consume<Contracts.Registry.AdvanceNoticeRegistered, RegistryWork>().Consume<Contracts.Registry.RegistrationRejected, RegistryWork>();
        service.OnDue<ApplyRegistryNotice, RegistryWork>("escrow.apply-parked-notice")
            .OnDue<QuotePayoffDue, ClearingWork>("escrow.quote-payoff").OnDue<ClearEscrowFunds, ClearingWork>("escrow.clear-escrow-funds")
            .OnDue<TakeAssignedCredit, AssignedCreditWork>("escrow.take-assigned-credit")
            .OnDue<InstructPayment, PaymentWork>("escrow.instruct-payment").OnDue<PaySeller, PaymentWork>("escrow.pay-seller")
            .OnDue<SendPayment, PaymentWork>("escrow.send-payment").OnDue<QueryPayment, PaymentWork>("escrow.query-payment")
            .OnDue<CheckSellerAccount, PaymentWork>("escrow.check-seller-account")
            .OnDue<ExpireAgreement, TimerWork>("escrow.expire-agreement").OnDue<ExpireDeposit, TimerWork>("escrow.expire-deposit")
            .OnDue<ExpireRegistrationWindow, TimerWork>("escrow.expire-registration-window").OnDue<ExpireUnusedDeal, TimerWork>("escrow.expire-unused-deal")
            .OnDue<ExpireLoanApproval, TimerWork>("escrow.expire-loan-approval").OnDue<ExpireLenderSearch, TimerWork>("escrow.expire-lender-search")
            .OnDue<ExpireCure, TimerWork>("escrow.expire-cure").OnDue<RemindRegistryDecision, TimerWork>("escrow.remind-registry-decision")
            .OnDue<RemindDisbursement, TimerWork>("escrow.remind-disbursement").OnDue<EscalateDisbursement, TimerWork>("escrow.escalate-disbursement")
            .OnDue<DisputeDisbursement, TimerWork>("escrow.dispute-disbursement").OnDue<RemindPayment, TimerWork>("escrow.remind-payment");
        service.Services.AddSingleton<Reconciliation>().AddHostedService<DailyReconciliation>();
        service.Services.AddSingleton<LedgerReader>().AddSingleton<AccountOrder>().AddSingleton<DealNumbers>();
    }

    public static void AddBanks(Service service)
    {
        var policy = service.Configuration.GetSection("Escrow").Get<EscrowPolicy>() ?? EscrowPolicy.Default;
        service.Services.AddSingleton(policy);
        service.Services.AddSingleton(InstructionSigner.From(service.Configuration));
        service.Partner<IBanks, HttpBanks>("Banks:BaseUrl");
    }
}
