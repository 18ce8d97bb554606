using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pengcheng.Local.Servers;

/// <summary>
/// Virtual hosts, users and permissions as the file that RabbitMQ loads when it boots: no command has to be run afterwards.
/// </summary>
internal static class BrokerDefinitions
{
    /// <summary>One user of the broker.</summary>
    public sealed record User(string Name, string Password, bool Administrator = false);

    private static readonly string[] AdministratorTags = ["administrator"];

    /// <summary>The file's text: each user may do everything in the virtual host, and nothing elsewhere.</summary>
    public static string For(string virtualHost, IEnumerable<User> users)
    {
        var all = users.ToList();
        return JsonSerializer.Serialize(new
        {
            users = all.Select(user => new
            {
                name = user.Name,
                password_hash = Hash(user.Password, RandomNumberGenerator.GetBytes(4)),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = user.Administrator ? AdministratorTags : [],
            }),
            vhosts = new[] { new { name = virtualHost } },
            permissions = all.Select(user => new
            {
                user = user.Name,
                vhost = virtualHost,
                configure = ".*",
                write = ".*",
                read = ".*",
            }),
        });
    }

    /// <summary>RabbitMQ's password hash: base64 of the salt (4 bytes) and of SHA-256 over salt and password.</summary>
    public static string Hash(string password, byte[] salt) =>
        Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
}
