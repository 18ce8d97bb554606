using Pengcheng.Chassis;
using Pengcheng.Contracts.Enterprise;
using Pengcheng.Contracts.Infringement;
using Pengcheng.Contracts.Park;
using Pengcheng.Contracts.Payment;
using Pengcheng.Contracts.Refund;
using Pengcheng.Contracts.Signature;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Plans;
using Pengcheng.Inspection.Visits;
using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection;

/// <summary>What other services tell, what one stream tells another, and each stream's own timers.</summary>
internal static class Wiring
{
    public static void AddWork(Service service, InspectionPolicy policy)
    {
        service.Consume<EnterpriseRegistered, NeighbourWork>().Consume<ProfileUpdated, NeighbourWork>().Consume<DeregistrationCompleted, NeighbourWork>().Consume<AppealClassified, NeighbourWork>()
            .Consume<ActivityApproved, NeighbourWork>().Consume<AbuseOfReportingFlagged, NeighbourWork>()
            .Consume<StoreSuspended, NeighbourWork>().Consume<MerchantFlagged, NeighbourWork>();
        ToVisits(service);
        ToFirms(service, policy);
        ToBodies(service, policy);

        service.OnDue<ConfirmBySilence, SilenceWork>("inspection.confirm-by-silence")
            .OnDue<Visit, ConcludeDay>("inspection.conclude-day", (visit, x, _) => ConcludeDay.Decide(visit, x))
            .OnDue<Visit, ExpireEmergency>("inspection.expire-emergency", (visit, x, facts) => ExpireEmergency.Decide(visit, x, facts))
            .OnDue<Visit, SuspectMissingResult>("inspection.suspect-missing-result", (visit, _, _) => SuspectMissingResult.Decide(visit))
            .OnDue<Visit, ExpireRectification>("inspection.expire-rectification", (visit, x, _) => ExpireRectification.Decide(visit, x))
            .OnDue<Visit, Acknowledge>("inspection.acknowledge", (visit, x, facts) => Acknowledge.Decide(visit, x, facts, policy))
            .OnDue<Visit, CloseVisit>("inspection.close-visit", (visit, _, facts) => CloseVisit.Decide(visit, facts))
            .OnDue<Body, ExpireOrder>("inspection.expire-order", (body, x, facts) => ExpireOrder.Decide(body, x, facts, policy))
            .OnDue<Complaint, ExpireComplaintStep>("inspection.expire-complaint-step", (complaint, x, facts) => ExpireComplaintStep.Decide(complaint, x, facts, policy));
    }

    private static void ToVisits(Service service) => service
        .OnTold<Visit, PlanVisit>("inspection.plan-visit", x => x.Subject.VisitId, (visit, x, _) => PlanVisit.Decide(visit, x))
        .OnTold<Visit, WithdrawParticipant>("inspection.withdraw-participant", x => x.VisitId, (visit, x, _) => WithdrawParticipant.Decide(visit, x))
        .OnTold<Visit, DetectUnscannedEntry>("inspection.detect-unscanned-entry", x => x.VisitId, (visit, x, _) => DetectUnscannedEntry.Decide(visit, x));

    private static void ToFirms(Service service, InspectionPolicy policy) => service
        .OnTold<Firm, CountEntry>("inspection.count-entry", x => Firm.IdOf(x.Uscc), (firm, x, _) => CountEntry.Decide(firm!, x, policy))
        .OnTold<Firm, DiscountEntry>("inspection.discount-entry", x => Firm.IdOf(x.Uscc), (firm, x, _) => DiscountEntry.Decide(firm!, x, policy))
        .OnTold<Firm, RecordExecution>("inspection.record-execution", x => Firm.IdOf(x.Uscc), (firm, x, _) => RecordExecution.Decide(firm!, x))
        .OnTold<Firm, ReturnPlans>("inspection.return-plans", x => Firm.IdOf(x.Uscc), (firm, x, facts) => ReturnPlans.Decide(firm!, x, facts, policy))
        .OnTold<Firm, MoveVisit>("inspection.move-visit", x => Firm.IdOf(x.Uscc), (firm, x, _) => MoveVisit.Decide(firm!, x));

    private static void ToBodies(Service service, InspectionPolicy policy) => service
        .OnTold<Body, NoteViolation>("inspection.note-violation", x => Body.IdOf(x.Body), (body, x, facts) => NoteViolation.Decide(body, x, facts, policy))
        .OnTold<Body, NoteSuspicion>("inspection.note-suspicion", x => Body.IdOf(x.Body), (body, x, _) => NoteSuspicion.Decide(body, x))
        .OnTold<Body, DismissViolation>("inspection.dismiss-violation", x => Body.IdOf(x.Body), (body, x, _) => DismissViolation.Decide(body, x))
        .OnTold<Body, RetractViolation>("inspection.retract-violation", x => Body.IdOf(x.Body), (body, x, _) => RetractViolation.Decide(body, x))
        .OnTold<Body, RemindBody>("inspection.remind-body", x => Body.IdOf(x.Body), (body, x, _) => RemindBody.Decide(body, x));
}
