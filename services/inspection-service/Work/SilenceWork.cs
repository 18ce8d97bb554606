using Pengcheng.Chassis.Messaging;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Work;

/// <summary>The firm's time to choose is over. The days on which it has somebody else are looked up first.</summary>
public sealed class SilenceWork(Commands<Visit> visits, Commands<Firm> firms, InspectionPolicy policy) : IHandle<ConfirmBySilence>
{
    /// <inheritdoc/>
    public async Task Handle(ConfirmBySilence message, Trigger trigger, CancellationToken cancel)
    {
        var id = ((Trigger.Due)trigger).StreamId;
        var visit = (await visits.Load(id, cancel)).State!;
        var taken = (await firms.Load(Firm.IdOf(visit.Uscc), cancel)).State!.EntryDays(except: id);
        await visits.Run(id, trigger, (now, _) => ConfirmBySilence.Decide(now!, message, taken, policy));
    }
}
