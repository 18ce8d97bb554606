namespace Pengcheng.Sandbox.Deliveries;

/// <summary><c>/sandbox/deliveries</c>: what the partners sent, what the platform answered, and what is still on its way.</summary>
public static class DeliveryEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/sandbox/deliveries").WithTags("Deliveries");

        deliveries.MapGet("", async (string? status, string? subject, Outgoing outgoing) => new { deliveries = await outgoing.Latest(status, subject) })
            .WithSummary("The latest 200 advices and notices; by status (pending, delivered, stopped, dropped) or text of their subject.");

        deliveries.MapPost("/{id:long}/resend", async (long id, Outgoing outgoing) => await outgoing.Resend(id)
                ? Results.Accepted()
                : Problems.Of(404, "delivery.not-found", $"There is no delivery {id}.", $"没有编号为 {id} 的投递。"))
            .WithSummary("Sends it once more, with the same id and body.").ProducesProblem(404);
    }
}
