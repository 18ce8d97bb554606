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
    public static void AddWork(Service service, EscrowPolicy policy)
    {
        service.Consume<PropertyTransferRegistered, RegistryWork>().Consume<MortgageCancelled, RegistryWork>().Consume<MortgageRegistered, RegistryWork>()
            .Consume<Contracts.Registry.AdvanceNoticeRegistered, RegistryWork>().Consume<Contracts.Registry.RegistrationRejected, RegistryWork>();
        service.OnDue<ApplyRegistryNotice, RegistryWork>("escrow.apply-parked-notice")
            .OnDue<QuotePayoffDue, ClearingWork>("escrow.quote-payoff").OnDue<ClearEscrowFunds, ClearingWork>("escrow.clear-escrow-funds")
            .OnDue<TakeAssignedCredit, AssignedCreditWork>("escrow.take-assigned-credit")
            .OnDue<InstructPayment, PaymentWork>("escrow.instruct-payment").OnDue<PaySeller, PaymentWork>("escrow.pay-seller")
            .OnDue<SendPayment, PaymentWork>("escrow.send-payment").OnDue<QueryPayment, PaymentWork>("escrow.query-payment")
            .OnDue<CheckSellerAccount, PaymentWork>("escrow.check-seller-account");

        // The timers of money rule 5: each is a decision on the deal and nothing else.
        Plain<ExpireAgreement>("escrow.expire-agreement", ExpireAgreement.Decide);
        Timer<ExpireDeposit>("escrow.expire-deposit", ExpireDeposit.Decide);
        Plain<ExpireRegistrationWindow>("escrow.expire-registration-window", ExpireRegistrationWindow.Decide);
        Plain<ExpireUnusedDeal>("escrow.expire-unused-deal", ExpireUnusedDeal.Decide);
        Timer<ExpireLoanApproval>("escrow.expire-loan-approval", ExpireLoanApproval.Decide);
        Timer<ExpireLenderSearch>("escrow.expire-lender-search", ExpireLenderSearch.Decide);
        Plain<ExpireCure>("escrow.expire-cure", ExpireCure.Decide);
        Plain<RemindRegistryDecision>("escrow.remind-registry-decision", RemindRegistryDecision.Decide);
        Plain<RemindDisbursement>("escrow.remind-disbursement", RemindDisbursement.Decide);
        Plain<EscalateDisbursement>("escrow.escalate-disbursement", EscalateDisbursement.Decide);
        Plain<DisputeDisbursement>("escrow.dispute-disbursement", DisputeDisbursement.Decide);
        Timer<RemindPayment>("escrow.remind-payment", RemindPayment.Decide);

        service.Services.AddSingleton<Reconciliation>().AddHostedService<DailyReconciliation>();
        service.Services.AddSingleton<LedgerReader>().AddSingleton<AccountOrder>().AddSingleton<DealNumbers>();

        // Nothing in the command but that its time has come.
        void Plain<TCommand>(string name, Func<Deal, Facts, EscrowPolicy, Decision> decide) where TCommand : class =>
            service.OnDue<Deal, TCommand>(name, (deal, _, facts) => decide(deal, facts, policy));

        void Timer<TCommand>(string name, Func<Deal, TCommand, Facts, EscrowPolicy, Decision> decide) where TCommand : class =>
            service.OnDue<Deal, TCommand>(name, (deal, command, facts) => decide(deal, command, facts, policy));
    }

    public static void AddBanks(Service service)
    {
        service.Setting(InstructionSigner.From);
        service.Partner<IBanks, HttpBanks>("Banks:BaseUrl");
    }
}
