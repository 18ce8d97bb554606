using System.Globalization;

namespace Pengcheng.Demo.Inspection;

/// <summary>The firm complains about the body that came without a plan; the complaint is founded, and the ladder begins.</summary>
internal static class Grievance
{
    public static async Task Play(Scene scene)
    {
        var players = scene.Players;
        Scene.Say($"The firm complains about {players.Stranger.Code}. The district looks into it and finds it founded.");
        var filed = await scene.Post(players.Firm, "/complaints", new
        {
            reference = "T-1",
            kind = "arbitrary",
            body = players.Stranger.Code,
            text = "无检查通知上门 They came without notice.",
        });
        var complaintId = filed.GetProperty("complaintId").GetGuid();
        var path = $"/complaints/{complaintId}";
        (string Step, object Body, string Status)[] steps =
        [
            ("acceptance", new { }, "accepted"),
            ("investigation", new { findings = "系统记录：无计划扫码被拒 The scan without a plan was refused and is on record." }, "investigated"),
            ("decision", new { founded = true, text = "投诉属实 Founded." }, "decided"),
            ("feedback", new { text = "已责令改正 The body was ordered to put it right." }, "feedback-given"),
        ];
        foreach (var (step, body, status) in steps)
        {
            var view = await scene.Post(players.Supervisor, $"{path}/{step}", body);
            Scene.Require(view.Is("status", status), $"The complaint should be {status}: {view}");
        }

        var told = await scene.Get(players.Firm, path);
        var hearing = told.GetProperty("hearing");
        Scene.Require(hearing.GetProperty("founded").GetBoolean() && hearing.Is("decision", "投诉属实 Founded."), $"The firm should read that it was right, and why: {told}");
        Scene.Require(hearing.GetProperty("findings").ValueKind == System.Text.Json.JsonValueKind.Null, $"What was found is for supervision: {told}");
        var violationId = string.Create(CultureInfo.InvariantCulture, $"complaint:{complaintId:N}");
        await scene.Until(players.Supervisor, $"/bodies/{players.Stranger.Code}", "the violation stands, and its order runs", body =>
            body.List("violations").Any(violation => violation.GetProperty("violationId").GetString() == violationId && violation.Is("state", "standing"))
            && body.List("orders").Any(order => order.GetProperty("violationId").GetString() == violationId && order.Is("step", "ordered")));
    }
}
