using Pengcheng.Inspection.Bodies;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to a body's conduct: what it is suspected of, what stands, and its orders on the ladder. The body itself and supervision see it.</summary>
public static class BodyDoor
{
    private const string Supervise = "inspection.supervise";

    /// <summary>A body's conduct.</summary>
    /// <param name="Reminders">How often it was reminded of firms that are inspected often.</param>
    public sealed record BodyView(string Body, ImmutableList<Violation> Violations, ImmutableList<LadderOrder> Orders, int Reminders);

    /// <summary>How the body has put the matter right.</summary>
    public sealed record Reply(string Answer);

    /// <summary>The record of an interview (约谈).</summary>
    public sealed record Interview(string Record);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, InspectionPolicy policy)
    {
        var bodies = new StreamDoor<Body, BodyView>(routes, "/inspection/v1/bodies", "Supervision",
            (body, caller) => caller.Body() == body.Code || caller.Role is Who.Supervisor or Who.Operator,
            (body, caller) =>
            {
                var seen = body.Violations.FindAll(violation => caller.Body() == body.Code || caller.Oversees(violation.District, ""));
                return new BodyView(body.Code, seen, body.Orders.FindAll(order => seen.Exists(violation => violation.ViolationId == order.ViolationId)), body.Reminders.Count);
            },
            StreamKey.Name("body", Body.IdOf));
        bodies.Get("inspection.read", "What is held against a body");
        Judge<Nothing>("confirmation", "A suspicion is true: the ladder begins",
            (body, violation, _, asked) => ConfirmSuspicion.Decide(body, new ConfirmSuspicion(violation.ViolationId, asked.Caller.Acts()), asked.Facts, policy));
        Judge<Grounds>("dismissal", "Dismiss a suspicion or a violation; its order falls with it",
            (body, violation, ground, asked) => DismissViolation.Decide(body, new DismissViolation(body.Code, violation.District, violation.ViolationId, ground.Reason, asked.Caller.Acts())));
        bodies.Post<Reply>("orders/{orderNo}/answer", "inspection.plans", "As the body, say how the matter was put right",
            (body, reply, asked) => asked.Caller.Body() == body.Code ? AnswerOrder.Decide(body, new AnswerOrder(asked.Route("orderNo"), reply.Answer)) : ChassisErrors.NotFound);
        Climb<Grounds>("rejection", "The answer does not put it right",
            (body, no, ground, asked) => RejectAnswer.Decide(body, new RejectAnswer(no, ground.Reason, asked.Caller.Acts()), asked.Facts, policy));
        Climb<Nothing>("fulfilment", "The answer puts it right", (body, no, _, asked) => FulfilOrder.Decide(body, new FulfilOrder(no, asked.Caller.Acts())));
        Climb<Interview>("interview", "The head of the body was spoken to", (body, no, interview, asked) => InterviewHead.Decide(body, new InterviewHead(no, interview.Record, asked.Caller.Acts())));
        Climb<Grounds>("transfer", "Hand the case over to other authorities", (body, no, ground, asked) => TransferCase.Decide(body, new TransferCase(no, ground.Reason, asked.Caller.Acts())));

        // A body works in many districts. What it did in one of them is that district's to judge, and the city's.
        void Judge<TBody>(string command, string summary, Func<Body, Violation, TBody, Asked, Decision> decide) where TBody : class =>
            bodies.Post<TBody>($"violations/{{violationId}}/{command}", Supervise, summary, (body, request, asked) =>
                body.Find(asked.Route("violationId")) is { } violation && asked.Caller.Supervises(violation.District)
                    ? decide(body, violation, request, asked)
                    : InspectionErrors.ViolationNotFound);

        void Climb<TBody>(string command, string summary, Func<Body, string, TBody, Asked, Decision> decide) where TBody : class =>
            bodies.Post<TBody>($"orders/{{orderNo}}/{command}", Supervise, summary, (body, request, asked) =>
                body.Order(asked.Route("orderNo")) is { } order && asked.Caller.Supervises(body.Find(order.ViolationId)!.District)
                    ? decide(body, order.OrderNo, request, asked)
                    : InspectionErrors.LadderOrderNotFound.With(("orderNo", asked.Route("orderNo"))));
    }
}
