using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Doors;

/// <summary>What the trustee's officers do: the Housing Provident Fund Management Centre (住房公积金管理中心).</summary>
public static class TrusteeDoor
{
    private const string Manage = "escrow.deals.manage";

    /// <summary>Why.</summary>
    public sealed record Reason(string Text);

    /// <summary>A paper.</summary>
    public sealed record Document(string DocumentNo);

    /// <summary>Another payee for a line that cannot be paid.</summary>
    public sealed record ManualPayment(string ProposalId, int Line, BankAccount Payee, string Reason);

    /// <summary>The second person's answer.</summary>
    public sealed record CheckerAnswer(bool Approved, string? Reason = null);

    /// <summary>Maps the door.</summary>
    public static void Map(StreamDoor<Deal, DealView> deals, EscrowPolicy policy)
    {
        deals.Post<ScreenTitle>("screening", Manage, "Record the title search", (deal, command, asked) => ScreenTitle.Decide(deal, command, asked.Facts, policy));
        deals.Post<SubmitRegistration>("registration", Manage, "Record the application at the registry", (deal, command, asked) => SubmitRegistration.Decide(deal, command, asked.Facts, policy));
        deals.Post<WithdrawApplication>("registration/withdrawal", Manage, "Record that an application was withdrawn, mistyped, or is not the deal's",
            (deal, command, asked) => WithdrawApplication.Decide(deal, command, asked.Facts, policy));
        deals.Post<ResolveRegistration>("registration/clarification", Manage, "Say how contradicting notices were cleared up", (deal, command, asked) => ResolveRegistration.Decide(deal, command, asked.Facts, policy));
        deals.Post<Reason>("dispute", Manage, "Put the deal in dispute",
            (deal, body, asked) => OpenDispute.Decide(deal, new OpenDispute(body.Text), asked.Facts, policy));
        deals.Post<ResolveDispute>("dispute/resolution", Manage, "End the dispute", (deal, command, asked) => ResolveDispute.Decide(deal, command, asked.Facts, policy));
        deals.Post<ResumeDeal>("resumption", Manage, "Resume a suspended deal whose obstacle is gone", (deal, command, asked) => ResumeDeal.Decide(deal, command, asked.Facts, policy));
        deals.Post<Document>("incidents/{incidentId}/resolution", Manage, "Close a security incident",
            (deal, body, asked) => ResolveIncident.Decide(deal, new ResolveIncident(asked.Route("incidentId"), body.DocumentNo), asked.Facts, policy));
        deals.Post<JointRelease>("joint-releases", Manage, "Release money as the parties jointly instruct", (deal, command, asked) => JointRelease.Decide(deal, command, asked.Facts, policy));
        deals.Post<NewLoan>("lenders/{lender}/replacement", Manage, "Replace a lender that refused",
            (deal, body, asked) => CnapsCode.TryParse(asked.Route("lender"), out var lender, out _)
                ? ReplaceLender.Decide(deal, new ReplaceLender(lender, body), asked.Facts, policy)
                : ChassisErrors.NotFound);
        deals.Post<Nothing>("payments/{line:int}/retry", Manage, "Try a refused payment again",
            (deal, _, asked) => RetryPayment.Decide(deal, new RetryPayment(int.Parse(asked.Route("line"), System.Globalization.CultureInfo.InvariantCulture)), asked.Facts, policy));

        deals.Post<ManualPayment>("manual-payments", "escrow.payments.make", "Propose another payee for a line (maker)",
            (deal, body, asked) => ProposeManualPayment.Decide(
                deal, new ProposeManualPayment(body.ProposalId, body.Line, body.Payee, body.Reason, asked.Caller.Subject), asked.Facts, policy));
        deals.Post<CheckerAnswer>("manual-payments/{proposalId}/approval", "escrow.payments.check", "Approve or reject it (checker, another person)",
            (deal, body, asked) => body.Approved
                ? ApproveManualPayment.Decide(deal, new ApproveManualPayment(asked.Route("proposalId"), asked.Caller.Subject), asked.Facts, policy)
                : RejectManualPayment.Decide(deal, new RejectManualPayment(asked.Route("proposalId"), asked.Caller.Subject, body.Reason ?? ""), asked.Facts, policy));
    }
}
