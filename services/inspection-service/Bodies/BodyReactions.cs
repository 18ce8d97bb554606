namespace Pengcheng.Inspection.Bodies;

/// <summary>The ladder's clocks.</summary>
public sealed class BodyReactions : IReactions<Body>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(Body? before, object @event, Body after, Facts facts) => @event switch
    {
        RectifyOrderIssued e => [Due.After(Key(e.OrderNo), e.Due, new ExpireOrder(e.OrderNo, e.Due))],
        ReportedToGovernment e => [Due.After(Key(e.OrderNo), e.Due, new ExpireOrder(e.OrderNo, e.Due))],
        RectifyOrderAnswerRejected e => [Due.After(Key(e.OrderNo), e.Due, new ExpireOrder(e.OrderNo, e.Due))],
        RectifyOrderFulfilled e => [new Effect.Cancel(Key(e.OrderNo))],
        RectifyOrderLifted e => [new Effect.Cancel(Key(e.OrderNo))],
        CaseTransferred e => [new Effect.Cancel(Key(e.OrderNo))],
        _ => [],
    };

    private static string Key(string orderNo) => $"ladder:{orderNo}";
}
