namespace Pengcheng.Demo.Inspection;

/// <summary>The registry registers the firm, which gets its code; the officers' system certifies those who will come.</summary>
internal static class Opening
{
    public static async Task Play(Scene scene)
    {
        var players = scene.Players;
        Scene.Say($"The enterprise registry registers {players.Name} ({players.Uscc}); eight officers of four bodies are certified.");
        await scene.Tell("/sandbox/enterprises", players.Registration(players.Name));
        var today = await SandboxClock.Today(scene.Door);
        foreach (var body in players.Planners.Append(players.Stranger))
            foreach (var certificate in Players.CertificatesOf(body, today))
                await scene.Tell("/sandbox/officers", certificate);

        var card = await scene.Get(players.Firm, scene.Firm);
        Scene.Require(card.GetProperty("lastTwelveMonths").GetInt32() == 0, $"A new firm was never inspected: {card}");
        await Scans.Pictures(scene);
    }
}
