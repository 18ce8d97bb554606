using System.Text.Json;

namespace Pengcheng.Demo.Inspection;

/// <summary>What one body plans for the firm, and how the plan goes its way.</summary>
public sealed class Plan(Scene scene, Body body, string cause, DateOnly from, DateOnly to, int minutes)
{
    private const string Plans = "/plans";

    /// <summary>Its id.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Whose.</summary>
    public Body Body => body;

    private string Path => $"{scene.Firm}{Plans}/{Id}";

    /// <summary>The planner drafts and submits it.</summary>
    /// <param name="state">Where it must stand then.</param>
    public async Task Submit(string state)
    {
        await scene.Post(body.Planner, scene.Firm + Plans, new { planId = Id, kind = "enforcement", cause, items = body.Items, from, to, minutes });
        Expect(await scene.Post(body.Planner, $"{Path}/submission"), state);
    }

    /// <summary>The head of the body approves it, the planner publishes it.</summary>
    public async Task Publish()
    {
        Expect(await scene.Post(body.Head, $"{Path}/approval", new { approvalNo = $"{body.Code}-{scene.Players.Digits(6)}" }), "approved");
        Expect(await scene.Post(body.Planner, $"{Path}/publication"), "published");
    }

    /// <summary>Its state in an answer about the firm's plans.</summary>
    public string? StateIn(JsonElement answer) => answer.List("plans")
        .Where(plan => plan.GetProperty("planId").GetGuid() == Id).Select(plan => plan.GetProperty("state").GetString()).FirstOrDefault();

    /// <summary>It must stand there.</summary>
    public void Expect(JsonElement answer, string state) =>
        Scene.Require(Kebab.Comparer.Equals(StateIn(answer), state), $"The plan of {body.Code} should be {state}: {answer}");
}
