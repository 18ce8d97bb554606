namespace Pengcheng.Fault.Verdict;

/// <summary>Nothing is left lying about.</summary>
internal static class Remains
{
    /// <summary>Events that were committed have been published.</summary>
    public static Finding InTheOutbox(Evidence evidence) => Of("no outbox row is older than the sweep", "outbox row", "every service's outbox, 5 s and older", evidence);

    /// <summary>What was due has been done.</summary>
    public static Finding AmongDueCommands(Evidence evidence) => Of("no due command is overdue or fails", "due command", "every service's deadlines on the platform's clock", evidence);

    /// <summary>What was published has been taken.</summary>
    public static Finding InQueues(Evidence evidence) => new("no message waits in a queue", "the broker's queues", 1,
        [.. evidence.Queues.Where(queue => !Queues.IsErrorQueue(queue.Queue)).Select(queue => $"{queue.Queue}: {queue.Messages}")]);

    /// <summary>Nothing was given up on.</summary>
    public static Finding InErrorQueues(Evidence evidence) => new("no message is in an error queue", "the broker's error queues, with the reason in the message", 1,
        [.. evidence.Queues.Where(queue => Queues.IsErrorQueue(queue.Queue)).Select(queue => $"{queue.Queue}: {queue.Messages}, the first because of: {queue.Reason ?? "no reason given"}")]);

    private static Finding Of(string check, string what, string where, Evidence evidence) =>
        new(check, where, evidence.Services, [.. evidence.Left.Where(left => left.What == what).Select(left => $"{left.Service}: {left.Detail}")]);
}
