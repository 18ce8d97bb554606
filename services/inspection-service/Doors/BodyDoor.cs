using Pengcheng.Chassis.Http;
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
            (body, _) => new BodyView(body.Code, body.Violations, body.Orders, body.Reminders.Count), new StreamKey("{body}", code => Body.IdOf(code)));
        bodies.Get("inspection.read", "What is held against a body");
        bodies.Post<Nothing>("violations/{violationId}/confirmation", Supervise, "A suspicion is true: the ladder begins",
            (body, _, asked) => ConfirmSuspicion.Decide(body, new ConfirmSuspicion(asked.Route("violationId"), asked.Caller.Acts()), asked.Facts, policy));
        bodies.Post<Grounds>("violations/{violationId}/dismissal", Supervise, "Dismiss a suspicion or a violation; its order falls with it",
            (body, ground, asked) => DismissViolation.Decide(body, new DismissViolation(body.Code, asked.Route("violationId"), ground.Reason, asked.Caller.Acts())));
        bodies.Post<Reply>("orders/{orderNo}/answer", "inspection.plans", "As the body, say how the matter was put right",
            (body, reply, asked) => asked.Caller.Body() == body.Code ? AnswerOrder.Decide(body, new AnswerOrder(asked.Route("orderNo"), reply.Answer)) : ChassisErrors.NotFound);
        bodies.Post<Grounds>("orders/{orderNo}/rejection", Supervise, "The answer does not put it right",
            (body, ground, asked) => RejectAnswer.Decide(body, new RejectAnswer(asked.Route("orderNo"), ground.Reason, asked.Caller.Acts()), asked.Facts, policy));
        bodies.Post<Nothing>("orders/{orderNo}/fulfilment", Supervise, "The answer puts it right",
            (body, _, asked) => FulfilOrder.Decide(body, new FulfilOrder(asked.Route("orderNo"), asked.Caller.Acts())));
        bodies.Post<Interview>("orders/{orderNo}/interview", Supervise, "The head of the body was spoken to",
            (body, interview, asked) => InterviewHead.Decide(body, new InterviewHead(asked.Route("orderNo"), interview.Record, asked.Caller.Acts())));
        bodies.Post<Grounds>("orders/{orderNo}/transfer", Supervise, "Hand the case over to other authorities",
            (body, ground, asked) => TransferCase.Decide(body, new TransferCase(asked.Route("orderNo"), ground.Reason, asked.Caller.Acts())));
    }
}
