using Pengcheng.Local.Hosting;
using Spectre.Console;

namespace Pengcheng.Local.Display;

/// <summary>Where everything is and how to sign in.</summary>
internal static class AddressTable
{
    public static void Print(State state)
    {
        var console = AnsiConsole.Console;
        if (!StartDisplay.IsTerminal)
        {
            console.Profile.Width = 140;
        }

        var addresses = new Table().Border(TableBorder.Rounded)
            .AddColumn(Words.Pick("What", "名称")).AddColumn(Words.Pick("Address", "地址")).AddColumn("PID");
        var services = string.Join(',', ServiceCatalogue.Services.Where(service => service.IsUnderApi).Select(service => service.Name));
        addresses.AddRow(Words.Pick("API", "接口"), $"{state.Gateway}/api/{{{services}}}/v1", "");
        addresses.AddRow(Words.Pick("API documentation", "接口文档"), $"{state.Gateway}/docs", "");
        addresses.AddRow(Words.Pick("Token endpoint", "令牌端点"), $"{state.Sandbox}/connect/token", "");
        foreach (var process in state.Processes)
        {
            addresses.AddRow(process.Name, process.Url ?? AddressOf(process.Name, state), $"{process.Identity?.Pid}");
        }

        var clients = new Table().Border(TableBorder.Rounded)
            .AddColumn(Words.Pick("OAuth client", "OAuth 客户端")).AddColumn(Words.Pick("Secret", "密钥"));
        foreach (var (client, secret) in state.Clients)
        {
            clients.AddRow(client, secret);
        }

        foreach (var (client, user) in Secrets.OtherApps.Prepend(new(state.CitizenClient, "citizen-…")))
        {
            clients.AddRow(
                Words.Pick($"{client} (password grant, user {user})", $"{client}(密码模式,用户名 {user})"),
                state.CitizenPassword ?? "");
        }

        console.Write(addresses);
        console.Write(clients);
    }

    private static string AddressOf(string name, State state) => name switch
    {
        "postgres" => Part(state.PostgresAdmin, "Host=127.0.0.1;Port=", ';') is { } port ? $"127.0.0.1:{port}" : "",
        "rabbitmq" => state.RabbitMqAdmin is { } url ? new Uri(url).Authority : "",
        _ => "",
    };

    private static string? Part(string? text, string before, char after)
    {
        var start = text?.IndexOf(before, StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : text![(start + before.Length)..].Split(after)[0];
    }
}
