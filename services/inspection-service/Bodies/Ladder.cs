namespace Pengcheng.Inspection.Bodies;

// The ladder (深府规〔2025〕6号): put right by a day; overdue, the head is spoken to and the government told; at last the case is
// handed over. Each step waits as many working days; a second answer that is rejected ends it as well.

/// <summary>The body says how it has put the matter right.</summary>
public sealed record AnswerOrder(string OrderNo, string Answer)
{
    /// <summary>While the order is open.</summary>
    public static Decision Decide(Body body, AnswerOrder command) =>
        Texts.Refuse("answer", command.Answer, 2000) is { } text ? text
        : body.Order(command.OrderNo) is not { IsOpen: true } ? InspectionErrors.LadderOrderNotFound.With(("orderNo", command.OrderNo))
        : Decision.Accept(new RectifyOrderAnswered(command.OrderNo, command.Answer));
}

/// <summary>The supervision body is not content with the answer.</summary>
public sealed record RejectAnswer(string OrderNo, string Reason, Actor By)
{
    /// <summary>By supervision only. After the first rejection at a step the body has the step's time once more; the second leads to the next step.</summary>
    public static Decision Decide(Body body, RejectAnswer command, Facts facts, InspectionPolicy policy) => Ladder.On(body, command.OrderNo, command.By, order =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : !order.IsOpen || !order.IsAnswered ? InspectionErrors.WrongStep.With(("step", order.Step))
        : new Unfolding<Body>(body)
            .Add(new RectifyOrderAnswerRejected(command.OrderNo, command.Reason, facts.Calendar.Add(facts.Today, policy.LadderWorkingDays)))
            .AddIf(order.Rejections > 0, () => Ladder.Next(order, facts, policy))
            .Decide());
}

/// <summary>The supervision body is content with the answer.</summary>
public sealed record FulfilOrder(string OrderNo, Actor By)
{
    /// <summary>By supervision only, after the body's answer.</summary>
    public static Decision Decide(Body body, FulfilOrder command) => Ladder.On(body, command.OrderNo, command.By, order =>
        order.Step == LadderStep.Fulfilled ? Decision.Nothing
        : !order.IsOpen || !order.IsAnswered ? InspectionErrors.WrongStep.With(("step", order.Step))
        : Decision.Accept(new RectifyOrderFulfilled(command.OrderNo)));
}

/// <summary>The head of the body was spoken to.</summary>
public sealed record InterviewHead(string OrderNo, string Record, Actor By)
{
    /// <summary>By supervision only, once the order was overdue.</summary>
    public static Decision Decide(Body body, InterviewHead command) => Ladder.On(body, command.OrderNo, command.By, order =>
        Texts.Refuse("record", command.Record, 2000) is { } text ? text
        : order.Step == LadderStep.Interviewed ? Decision.Nothing
        : order.Step != LadderStep.Reported ? InspectionErrors.WrongStep.With(("step", order.Step))
        : Decision.Accept(new HeadInterviewed(command.OrderNo, command.Record)));
}

/// <summary>The matter is a disciplinary or a criminal one: it is handed over at once.</summary>
public sealed record TransferCase(string OrderNo, string Reason, Actor By)
{
    /// <summary>By supervision only, from any step.</summary>
    public static Decision Decide(Body body, TransferCase command) => Ladder.On(body, command.OrderNo, command.By, order =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : order.Step == LadderStep.Transferred ? Decision.Nothing
        : !order.IsOpen ? InspectionErrors.WrongStep.With(("step", order.Step))
        : Decision.Accept(new CaseTransferred(command.OrderNo, command.Reason)));
}

/// <summary>Due: a step's time is over.</summary>
public sealed record ExpireOrder(string OrderNo, DateOnly Due)
{
    /// <summary>An answer stops the clock until the supervision body has read it. Otherwise the next step follows.</summary>
    public static Decision Decide(Body body, ExpireOrder command, Facts facts, InspectionPolicy policy) =>
        body.Order(command.OrderNo) is not { IsOpen: true, IsAnswered: false } order || order.Due != command.Due ? Decision.Nothing
        : Decision.Accept(Ladder.Next(order, facts, policy));
}

internal static class Ladder
{
    public static Decision On(Body body, string orderNo, Actor by, Func<LadderOrder, Decision> decide) =>
        !by.Supervises ? InspectionErrors.SupervisionOnly
        : body.Order(orderNo) is not { } order ? InspectionErrors.LadderOrderNotFound.With(("orderNo", orderNo))
        : decide(order);

    /// <summary>What follows on a step that has not put the matter right.</summary>
    public static object Next(LadderOrder order, Facts facts, InspectionPolicy policy) => order.Step == LadderStep.Ordered
        ? new ReportedToGovernment(order.OrderNo, facts.Calendar.Add(facts.Today, policy.LadderWorkingDays))
        : new CaseTransferred(order.OrderNo, "not-put-right");

    public static Decision Begin(Body? body, ViolationRecorded violation, Facts facts, InspectionPolicy policy) => Decision.Accept(
        violation,
        new RectifyOrderIssued($"{violation.Body}-{(body?.Orders.Count ?? 0) + 1}", violation.ViolationId, facts.Calendar.Add(facts.Today, policy.LadderWorkingDays)));
}
