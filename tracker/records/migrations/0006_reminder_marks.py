from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_lab_logistics'),
    ]

    operations = [
        migrations.AddField(
            model_name='reminder',
            name='told',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='reminderchoice',
            name='stop_key',
            field=models.CharField(blank=True, max_length=43, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='calendarevent',
            name='title_digest',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='laborder',
            name='dated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='dated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
