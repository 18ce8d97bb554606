using Npgsql;
using Pengcheng.Sandbox.Banks;
using Pengcheng.Sandbox.Faults;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>
/// Sends what is due: claims rows, a few at a time, lets a fault have its turn, sends, and records the answer. What finds no answer,
/// or 408, 409, 425, 429 or 5xx, is tried again after a growing pause; any other refusal stops it and stays on record.
/// </summary>
public sealed partial class DeliveryWorker(
    Setup setup, Bell<DeliveryWorker> bell, PendingDeliveries pending, Outgoing outgoing, FaultBook faults, Senders senders,
    CreditDesk credits, ILogger<DeliveryWorker> log) : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await setup.Done.WaitAsync(stoppingToken);
        // Nothing else sends: what an earlier process had claimed is free again.
        await outgoing.Release();
        using var slots = new SemaphoreSlim(AtOnce);
        while (!stoppingToken.IsCancellationRequested)
        {
            await slots.WaitAsync(stoppingToken);
            try
            {
                if (await pending.ClaimOne(stoppingToken) is { } delivery)
                {
                    _ = SendInSlot(delivery, slots, stoppingToken);
                    continue;
                }
            }
            catch (NpgsqlException fault)
            {
                Troubled(log, fault);
            }
            slots.Release();
            await bell.Wait(LookAnyway, stoppingToken);
        }
    }

    private async Task SendInSlot(Delivery delivery, SemaphoreSlim slots, CancellationToken stop)
    {
        try
        {
            await Send(delivery, stop);
        }
        catch (Exception fault)
        {
            // Whatever it is: the claim runs out, and the delivery is tried again.
            if (!stop.IsCancellationRequested) Troubled(log, fault);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task Send(Delivery delivery, CancellationToken stop)
    {
        var options = delivery.Options;
        if (await MetFault(delivery) is { } fault)
        {
            switch (fault.Kind)
            {
                case Kinds.Down:
                    await pending.TryAgain(delivery, new Answer(null, "The sender is down (fault button)."), Pause(delivery.Attempts));
                    return;
                case Kinds.Delay:
                    await pending.HoldBack(delivery, TimeSpan.FromMilliseconds(fault.Milliseconds ?? 1_000), letOthersPass: false);
                    return;
                case Kinds.OutOfOrder:
                    await pending.HoldBack(delivery, TimeSpan.FromMilliseconds(fault.Milliseconds ?? 1_500), letOthersPass: true);
                    return;
                case Kinds.Drop:
                    await pending.End(delivery, "dropped", new Answer(null, "Lost on the way (fault button)."));
                    return;
                case Kinds.AnswerTwice:
                    options = options with { Copies = 2 };
                    break;
                case Kinds.ReverseCredit:
                    options = options with { ReverseOf = Json.Read<CreditAdvice>(delivery.Body).BankReference };
                    break;
            }
        }

        var answer = await senders.Send(delivery with { Options = options }, stop);
        switch (answer.Status)
        {
            case >= 200 and < 300:
                if (options.ReverseOf is { } credit) await credits.Reverse(delivery.Sender, credit, "fault button 故障按钮");
                await pending.End(delivery, "delivered", answer);
                break;
            case null or 408 or 425 or 429 or >= 500:
            case 401 when delivery.Attempts < 5:
            case 409 when MayPass(delivery, answer):
                await pending.TryAgain(delivery, answer, Pause(delivery.Attempts));
                break;
            default:
                Refused(log, delivery.Channel, delivery.Key, answer.Status, answer.Text);
                await pending.End(delivery, "stopped", answer);
                break;
        }
    }

    private async Task<Fault?> MetFault(Delivery delivery)
    {
        var target = delivery.Channel switch
        {
            Channels.Advice => $"bank:{Seeds.BankOfClient(delivery.Sender)}.advices",
            // What an officer uploads comes out of the officers' system, whoever he is.
            Channels.Command => $"{(delivery.Sender == Partners.EnterpriseRegistry ? delivery.Sender : Partners.OfficersSystem)}.push",
            _ => "registry.push",
        };
        var fault = await faults.Take(target, delivery.Subject, Kinds.Down);
        if (fault is not null || delivery.FaultMet) return fault;
        return await faults.Take(target, delivery.Subject,
            delivery.Target == CreditAdvice.Path
                ? [Kinds.Delay, Kinds.OutOfOrder, Kinds.Drop, Kinds.AnswerTwice, Kinds.ReverseCredit]
                : [Kinds.Delay, Kinds.OutOfOrder, Kinds.Drop, Kinds.AnswerTwice]);
    }

    // A bank's advice may have come before its deal; what an office is refused stays refused, unless it met another at the same moment.
    private static bool MayPass(Delivery delivery, Answer conflict)
        => delivery.Channel != Channels.Command || conflict.Text?.Contains("\"contended\"", StringComparison.Ordinal) == true;

    private static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(attempts, 10)));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(LogLevel.Warning, "The platform refused {Channel} {Key} with {Status}: {Answer}")]
    private static partial void Refused(ILogger log, string channel, string key, int? status, string? answer);

    [LoggerMessage(LogLevel.Warning, "Sending is troubled; what is due is tried again")]
    private static partial void Troubled(ILogger log, Exception fault);
}
