namespace Pengcheng.Inspection.Visits;

/// <summary>The firm reports that an order was carried out.</summary>
public sealed record ReportRectification(string OrderNo, string Report)
{
    /// <summary>Also when it is overdue; again, if the body was not content.</summary>
    public static Decision Decide(Visit visit, ReportRectification command) =>
        Texts.Refuse("report", command.Report, 2000) is { } report ? report
        : Orders.Find(visit, command.OrderNo) is not { } order ? InspectionErrors.OrderNotFound.With(("orderNo", command.OrderNo))
        : order.IsAccepted ? Decision.Nothing
        : Decision.Accept(new RectificationReported(command.OrderNo, command.Report));
}

/// <summary>The body accepts it.</summary>
public sealed record AcceptRectification(string OrderNo, string Body)
{
    /// <summary>The body that ordered it, after the firm's report.</summary>
    public static Decision Decide(Visit visit, AcceptRectification command, Facts facts) =>
        Orders.Find(visit, command.OrderNo) is not { } order || order.Body != command.Body ? InspectionErrors.OrderNotFound.With(("orderNo", command.OrderNo))
        : order.IsAccepted ? Decision.Nothing
        : !order.IsReported ? InspectionErrors.NotReported
        : Closing.Close(new Unfolding<Visit>(visit).Add(new RectificationAccepted(command.OrderNo)), facts).Decide();
}

/// <summary>Due: an order's day has passed.</summary>
public sealed record ExpireRectification(string OrderNo)
{
    /// <summary>Unless the firm has reported.</summary>
    public static Decision Decide(Visit visit, ExpireRectification command) =>
        visit.IsLive && Orders.Find(visit, command.OrderNo) is { IsReported: false, IsOverdue: false }
            ? Decision.Accept(new RectificationOverdue(command.OrderNo))
            : Decision.Nothing;
}

internal static class Orders
{
    public static Rectification? Find(Visit visit, string orderNo) => visit.Rectifications.Find(order => order.OrderNo == orderNo);
}
