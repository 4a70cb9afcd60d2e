import django.db.models.deletion
import tracker.records.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_check_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_type', models.CharField(max_length=64)),
                ('sealed', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='sharelink',
            name='kind',
            field=models.CharField(choices=[('page', 'A page in the browser'), ('checkin', 'Clinic check-in'), ('health', 'SMART Health Link with a code')], default='page', max_length=8),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='openings',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='openings_allowed',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='passcode_hash',
            field=models.CharField(blank=True, default='', max_length=128),
        ),
        migrations.AddField(
            model_name='sharelink',
            name='wrong_codes',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='sharevisit',
            name='kind',
            field=models.CharField(choices=[('page', 'Opened'), ('pdf', 'PDF opened')], default='page', max_length=8),
        ),
        migrations.AddField(
            model_name='sharevisit',
            name='recipient',
            field=tracker.records.fields.PrivateTextField(blank=True, default=''),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.CheckConstraint(condition=models.Q(('wrong_codes__lte', 10)), name='wrong_codes_have_a_limit'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.CheckConstraint(condition=models.Q(('openings_allowed__isnull', True), ('openings__lte', models.F('openings_allowed')), _connector='OR'), name='openings_within_their_limit'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'health'), _negated=True), models.Q(('passcode_hash', ''), _negated=True), _connector='OR'), name='a_health_link_has_its_code'),
        ),
        migrations.AddField(
            model_name='sealedfile',
            name='link',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sealed', to='records.sharelink'),
        ),
    ]
